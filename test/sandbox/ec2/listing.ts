import type { Account } from '../accounts';
import { flag, texts } from '../input';
import { ServiceError, type Operation, type ServiceRequest, type ServiceResponse } from '../service';
import { filtered, type FilterTable } from './filters';
import { pageOf, type PageRange } from './paging';
import type { Region, Tags } from './region';

/** Where a listed resource is. */
export interface Site {
  readonly account: Account;
  readonly region: Region;
}

/** One of EC2's describe operations: they all list, pick by ID, filter and page in the same way. */
export interface Listing<T> {
  /** The response's member. */
  readonly member: string;
  readonly items: (site: Site) => readonly T[];
  /** The request's parameter that names the resources wanted, and the error for one that is not there. */
  readonly pick: {
    readonly parameter: string;
    readonly by: (item: T) => string;
    readonly missing: (ids: readonly string[]) => ServiceError;
  };
  readonly filters: FilterTable<T>;
  readonly view: (item: T, site: Site) => ServiceResponse;
  readonly pages?: PageRange;
}

/** Smaller pages than AWS's, as the account has less: a client that reads only the first is found out. */
export const SMALL_PAGES: PageRange = { smallest: 5, largest: 20 };
const PAGES: PageRange = { smallest: 5, largest: 1000 };

/** The operation that a listing is. */
export function describeOperation<T>(listing: Listing<T>): Operation {
  return (request) => {
    authorizeEc2(request);
    const site = siteOf(request);
    const found = filtered(picked(listing, site, request), request.input, listing.filters);
    const views = found.map((item) => listing.view(item, site));
    return pageOf(views, listing.member, request.input, listing.pages ?? PAGES);
  };
}

/** Asks for permission; with DryRun the answer to that is all that the caller wants. */
export function authorizeEc2(request: ServiceRequest): void {
  request.authorize(`ec2:${request.action}`);
  if (flag(request.input, 'DryRun') === true) {
    throw new ServiceError('DryRunOperation', 'Request would have succeeded, but DryRun flag is set.', 412);
  }
}

/** The caller's account in the region of the call. */
export function siteOf({ caller: { account }, region: name }: ServiceRequest): Site {
  const region = account.regions.get(name);
  if (!region) throw new ServiceError('AuthFailure', `The account is not opted in to ${name}.`, 401);
  return { account, region };
}

/** Tags as EC2 lists them. */
export function tagMembers(tags: Tags): readonly ServiceResponse[] {
  return Object.entries(tags).map(([Key, Value]) => ({ Key, Value }));
}

function picked<T>({ items, pick }: Listing<T>, site: Site, { input }: ServiceRequest): readonly T[] {
  const all = items(site);
  const wanted = texts(input, pick.parameter);
  if (wanted.length === 0) return all;
  const missing = wanted.filter((id) => !all.some((item) => pick.by(item) === id));
  if (missing.length > 0) throw pick.missing(missing);
  return all.filter((item) => wanted.includes(pick.by(item)));
}
