// The licenses of what was really bundled, by the bundlers' own lists: the VSIX carries other people's code, and each
// of their licenses asks that its text goes along.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import satisfies from 'spdx-satisfies';

/** Licenses whose code may be shipped in an MIT package. Another one is a decision, and so a line here. */
export const ALLOWED_LICENSES = [
  ...['0BSD', 'Apache-2.0', 'BlueOak-1.0.0', 'BSD-2-Clause', 'BSD-3-Clause', 'CC0-1.0', 'ISC', 'MIT'],
  ...['Unlicense'],
];

const LICENSE_FILE = /^(licen[cs]e|copying|unlicense)([.-].*)?$/i;
const NOTICE_FILE = /^notice(\..*)?$/i;

/**
 * @param {Readonly<Record<string, readonly string[]>>} files the modules in each built file, as paths from the root
 * @returns {string[]} the folders of the packages of which anything was bundled, sorted
 */
export function bundledPackages(files) {
  const folders = Object.values(files)
    .flat()
    .flatMap((module) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(module)?.[0] ?? []);
  return [...new Set(folders)].sort();
}

/**
 * @param {readonly string[]} folders packages, as `bundledPackages` returns them
 * @returns {Promise<string>} the text of `ThirdPartyNotices.txt`: each license text once, below the packages it is of
 * @throws {Error} where a package states no license, or one that is not allowed
 */
export async function thirdPartyNotices(folders) {
  const packages = await Promise.all(folders.map(readPackage));
  const refused = packages.filter(({ license }) => !isAllowed(license));
  if (refused.length > 0) {
    const names = refused.map(({ title, license }) => `${title} (${license || 'none stated'})`).join(', ');
    throw new Error(`Licenses that .config/third-party-notices.mjs does not allow: ${names}`);
  }
  const headings = new Map();
  for (const { text, ...named } of packages)
    headings.set(text, `${headings.get(text) ?? ''}${heading(named)}\n`);
  const sections = [...headings].map(([text, names]) => `${names}\n${text}\n`);
  return [INTRODUCTION, ...sections].join(`\n${'-'.repeat(80)}\n\n`);
}

const INTRODUCTION =
  'EKS Clusters includes code of the packages below, each under the license that follows its name.\n';

/** @param {Omit<Package, 'text'>} named */
const heading = ({ title, license, homepage }) =>
  [title, license, homepage].filter((part) => part !== '').join(', ');

/**
 * @typedef {{ title: string, license: string, homepage: string, text: string }} Package
 * @param {string} folder
 * @returns {Promise<Package>}
 */
async function readPackage(folder) {
  const manifest = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));
  const license = typeof manifest.license === 'string' ? manifest.license : '';
  const files = await readdir(folder);
  const texts = [files.find((file) => LICENSE_FILE.test(file)), files.find((file) => NOTICE_FILE.test(file))]
    .filter((file) => file !== undefined)
    .map(async (file) => (await readFile(join(folder, file), 'utf8')).trim());
  const text = texts.length > 0 ? (await Promise.all(texts)).join('\n\n') : await textWithoutFile(manifest);
  const title = `${manifest.name} ${manifest.version}`;
  return { title, license, homepage: manifest.homepage ?? '', text };
}

/**
 * Some packages state a license and ship no text of it: its standard text, with their author for the copyright line.
 * @param {{ license?: unknown, author?: unknown }} manifest
 */
async function textWithoutFile({ license, author }) {
  const { default: licenses } = await import('spdx-license-list/full.js');
  const standard = typeof license === 'string' ? licenses[license]?.licenseText : undefined;
  if (standard === undefined) return `License: ${String(license)}`;
  const name = typeof author === 'string' ? author : (author?.name ?? 'the authors of the package');
  return standard
    .replace(/<year>|\[yyyy\]/g, '')
    .replace(/<copyright holders>|\[name of copyright owner\]/g, name)
    .trim();
}

/** @param {string} license an SPDX expression, as package.json states it */
function isAllowed(license) {
  try {
    return satisfies(license, ALLOWED_LICENSES);
  } catch {
    // Not an SPDX expression: "SEE LICENSE IN …", for example.
    return false;
  }
}
