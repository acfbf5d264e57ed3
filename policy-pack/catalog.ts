import type { Rule } from "./engine/rule";
import { auditRules } from "./rules/audit";
import { boundaryRules } from "./rules/boundary";
import { contractRules } from "./rules/contract";
import { coverageRules } from "./rules/coverage";
import { encryptRules } from "./rules/encrypt";
import { iamRules } from "./rules/iam";
import { kmsRules } from "./rules/kms";
import { meshRules } from "./rules/mesh";
import { netRules } from "./rules/net";
import { providerRules } from "./rules/provider";
import { reachRules } from "./rules/reach";
import { resourceRules } from "./rules/resource";
import { retainRules } from "./rules/retain";
import { secretRules } from "./rules/secret";
import { trustRules } from "./rules/trust";

/** Every rule of the pack. A rule that is not listed in its family's index does not run. */
export const catalog: readonly Rule[] = [
  ...iamRules,
  ...trustRules,
  ...boundaryRules,
  ...netRules,
  ...reachRules,
  ...meshRules,
  ...encryptRules,
  ...kmsRules,
  ...secretRules,
  ...retainRules,
  ...auditRules,
  ...resourceRules,
  ...providerRules,
  ...contractRules,
  ...coverageRules,
];
