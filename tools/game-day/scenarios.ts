import type { Scenario } from "./scenario";
import { governanceBypass } from "./scenarios/governance-bypass";
import { secretExfiltration } from "./scenarios/secret-exfiltration";
import { securityGroupChange } from "./scenarios/security-group-change";
import { stolenCredentials } from "./scenarios/stolen-credentials";

/** Every incident that is rehearsed. */
export const scenarios: readonly Scenario[] = [
  stolenCredentials,
  secretExfiltration,
  securityGroupChange,
  governanceBypass,
];
