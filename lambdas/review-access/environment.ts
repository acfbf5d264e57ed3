import type { AwsCredentialIdentity } from "@smithy/types";

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads `KEY_IDS`: ids of keys, separated by commas, in the order of the settings.
 * @throws when they are not as many as the settings have keys, or one is no id.
 */
export function readKeyIds(environment: Environment, count: number): readonly string[] {
  const ids = (environment["KEY_IDS"] ?? "").split(",");
  if (ids.length !== count || !ids.every((id) => /^[A-Za-z0-9-]{1,64}$/.test(id))) {
    throw new Error("KEY_IDS does not name the keys of the settings.");
  }
  return ids;
}

/**
 * Reads the credentials that Lambda gives a function.
 * @throws when there are none.
 */
export function readCredentials(environment: Environment): AwsCredentialIdentity {
  const {
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_SESSION_TOKEN: sessionToken,
  } = environment;
  if (accessKeyId === undefined || secretAccessKey === undefined) {
    throw new Error("There are no credentials.");
  }
  return { accessKeyId, secretAccessKey, ...(sessionToken !== undefined && { sessionToken }) };
}
