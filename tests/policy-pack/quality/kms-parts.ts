import type { StackResource } from "../../../policy-pack/engine/rule";
import type { Properties } from "../../../policy-pack/engine/value";
import { made, text } from "./quality-case";

/** The statement that keeps a key under its account's control. */
export const administration = {
  Sid: "Administration",
  Effect: "Allow",
  Principal: { AWS: "arn:aws:iam::111122223333:root" },
  Action: "kms:*",
  Resource: "*",
};

/** A key with what it should have, but for some properties. */
export function keyWith(properties: Properties): StackResource {
  return made("kms/Key data", {
    description: "Data of the application",
    enableKeyRotation: true,
    deletionWindowInDays: 30,
    policy: text(administration),
    ...properties,
  });
}
