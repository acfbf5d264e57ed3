import { accountChanges } from "./account-changes";
import { failedContainment } from "./failed-containment";
import { failedGovernance } from "./failed-governance";
import { iamChanges } from "./iam-changes";
import type { DetectionPattern } from "./pattern";
import { secretAccess } from "./secret-access";
import { unauthorizedAccess } from "./unauthorized-access";
import { unusualTraffic } from "./unusual-traffic";

/** Every pattern, by alert class. */
export const detectionPatterns: readonly DetectionPattern[] = [
  ...unauthorizedAccess,
  ...unusualTraffic,
  ...failedGovernance,
  ...secretAccess,
  ...iamChanges,
  ...accountChanges,
  failedContainment,
];
