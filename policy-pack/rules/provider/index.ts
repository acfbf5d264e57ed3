import type { Rule } from "../../engine/rule";
import { anyAccount } from "./any-account";
import { ignoredChange } from "./ignored-change";
import { literalCredentials } from "./literal-credentials";
import { plainEndpoint } from "./plain-endpoint";
import { skippedCheck } from "./skipped-check";

/** Every rule of family `provider`: provider resources, and options that keep values from AWS. */
export const providerRules: readonly Rule[] = [
  literalCredentials,
  skippedCheck,
  plainEndpoint,
  anyAccount,
  ignoredChange,
];
