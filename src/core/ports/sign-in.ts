/** What only the user can give while credentials are resolved. Each may be asked at any time, and waits for its answer. */
export interface SignInPort {
  /** The access key that the user typed once; asked for again where it is not kept any more. */
  accessKey(): Promise<AccessKey>;
  /** The code of the moment. */
  mfaCode(question: MfaQuestion): Promise<string>;
}

export interface AccessKey {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

export interface MfaQuestion {
  /** Serial number or ARN of the device. */
  readonly serial: string;
  /** AWS did not take the last code. */
  readonly isAgain: boolean;
}
