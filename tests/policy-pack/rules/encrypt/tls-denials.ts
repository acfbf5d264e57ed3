import type { Value } from "../../../../policy-pack/engine/value";

/** ARN of the bucket. */
export const denialArn = "arn:aws:s3:::orders";

/** The bucket and its objects. */
export const both = [denialArn, `${denialArn}/*`];

/** The test that holds without TLS. */
export const withoutTls = { Bool: { "aws:SecureTransport": "false" } };

/** A statement that denies everything without TLS. */
export const denial = {
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: both,
  Condition: withoutTls,
};

/** A statement. */
export type Element = Readonly<Record<string, Value>>;

/** A document of statements, as text. */
export const text = (...Statement: readonly Element[]) =>
  JSON.stringify({ Version: "2012-10-17", Statement });
