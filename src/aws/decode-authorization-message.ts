import { DecodeAuthorizationMessageCommand, STSClient } from '@aws-sdk/client-sts';
import { parseDenial } from '../core/errors/access-denied';
import {
  encodedPart,
  withDecoded,
  withoutEncodedMessage,
} from '../core/errors/encoded-authorization-message';
import { AwsError } from '../core/ports/aws';
import { callAws } from './request';
import { forService, type ClientSettings } from './client-settings';

/**
 * Puts a refusal into words: where EC2 itself says who was denied what there is nothing to ask, and where the session may
 * not ask STS, what EC2 said has to do.
 */
export async function decodeReason(
  sentence: string,
  settings: ClientSettings,
  signal: AbortSignal,
): Promise<string> {
  const EncodedMessage = encodedPart(sentence);
  if (EncodedMessage === undefined) return sentence;
  if (saysWhy(sentence)) return withoutEncodedMessage(sentence);
  const sts = new STSClient(forService(settings, 'STS'));
  const command = new DecodeAuthorizationMessageCommand({ EncodedMessage });
  try {
    const { DecodedMessage = '' } = await callAws(signal, (options) => sts.send(command, options));
    return withDecoded(sentence, DecodedMessage);
  } catch (error) {
    if (error instanceof AwsError) return withoutEncodedMessage(sentence);
    throw error;
  }
}

function saysWhy(sentence: string): boolean {
  const denial = parseDenial(sentence);
  return denial !== undefined && denial.effect !== 'unsaid';
}

/** The same for the failure of a call. */
export async function explainEncoded(
  error: unknown,
  settings: ClientSettings,
  signal: AbortSignal,
): Promise<unknown> {
  if (!(error instanceof AwsError) || error.kind !== 'denied') return error;
  const message = await decodeReason(error.message, settings, signal);
  return new AwsError(error.kind, error.code, message, { cause: error });
}
