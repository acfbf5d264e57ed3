import type { StackResource } from "../../../../policy-pack/engine/rule";
import type { Properties, Value } from "../../../../policy-pack/engine/value";
import { resource } from "../../../support/policy-pack/resources";

/** ARN of the stack's key. */
export const keyArn = "arn:aws:kms:eu-west-1:111122223333:key/1";

/** The stack's key. */
export const key = resource("aws:kms/key:Key", {}, { outputs: { arn: keyArn, keyId: "1" } });

/** A key of the stack with other properties. */
export const keyWith = (properties: Properties): StackResource =>
  resource("aws:kms/key:Key", properties, { outputs: { arn: keyArn } });

/** A key's alias. */
export const alias = (targetKeyId: Value): StackResource =>
  resource("aws:kms/alias:Alias", { name: "alias/orders", targetKeyId });
