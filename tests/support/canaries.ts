import assert from "node:assert/strict";

/** A secret that must never be seen again once it went in. */
export interface Canary {
  /** Text as somebody would send, throw or store it. */
  readonly text: string;
  /** The part of it that is secret. */
  readonly secret: string;
}

const whole = (text: string): Canary => ({ text, secret: text });

// Made up, each with the shape of the real thing and a mark that nothing else has.
const sessionToken = `IQoJb3JpZ2luX2VjEKANARY${"Token0Session1+/".repeat(24)}==`;
const signature = "c0ffee5eedcanary".padEnd(64, "0123456789abcdef");
const jwtHeader = Buffer.from('{"alg":"RS256","kid":"canary"}').toString("base64url");
const jwtClaims = Buffer.from('{"sub":"canary-subject","exp":1}').toString("base64url");
const pemBody = "MIGHAgEAMBMGByqGSM49Canary0Key1AgEGCCqGSM49AwEHBG0wawIBAQQgCanary00";

/** Marked secrets of every kind that passes through the runtime, by what they are. */
export const canaries = {
  accessKeyId: whole("AKIACANARY0ACCESSKEY"),
  temporaryKeyId: whole("ASIACANARY0SESSIONKY"),
  secretAccessKey: whole("Canary0wJalrXUtnFEMI/K7MDENG+bPxRfiCYzzz"),
  sessionToken: whole(sessionToken),
  authorization: { text: "Bearer canary-opaque-0123", secret: "canary-opaque-0123" },
  basic: { text: "Basic Y2FuYXJ5OmNhbmFyeQ==", secret: "Y2FuYXJ5OmNhbmFyeQ" },
  jwt: whole(`${jwtHeader}.${jwtClaims}.Q2FuYXJ5U2lnbmF0dXJl`),
  pem: {
    text: `-----BEGIN PRIVATE KEY-----\n${pemBody}\n-----END PRIVATE KEY-----\n`,
    secret: pemBody,
  },
  presignedUrl: {
    text: `https://bucket.s3.amazonaws.com/a?X-Amz-Date=20261125T000000Z&X-Amz-Signature=${signature}`,
    secret: signature,
  },
  presignedToken: {
    text: `https://sts.amazonaws.com/?X-Amz-Security-Token=${encodeURIComponent(sessionToken)}&X-Amz-Expires=60`,
    secret: encodeURIComponent(sessionToken),
  },
  secretString: {
    text: '{"ARN":"arn:aws:s","SecretString":"{\\"username\\":\\"canary-user\\",\\"password\\":\\"canary pass\\"}"}',
    secret: "canary pass",
  },
  password: { text: "password=canary-hunter2", secret: "canary-hunter2" },
  userinfo: { text: "https://user:canary-userinfo@axon.internal/", secret: "canary-userinfo" },
} as const satisfies Readonly<Record<string, Canary>>;

/**
 * Fails when a text shows a canary, as it is, escaped as JSON or URLs escape it, or only its first or last twelve
 * characters. The message names the canary, never its value.
 */
export function assertNoCanary(text: string): void {
  const seen = Object.entries(canaries)
    .filter(([, { secret }]) => formsOf(secret).some((form) => text.includes(form)))
    .map(([name]) => name);
  assert.deepEqual(seen, []);
}

const formsOf = (secret: string): readonly string[] => {
  const parts = secret.length <= 24 ? [secret] : [secret.slice(0, 12), secret.slice(-14, -2)];
  return parts.flatMap((part) => [
    part,
    encodeURIComponent(part),
    JSON.stringify(part).slice(1, -1),
  ]);
};
