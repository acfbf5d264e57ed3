import type { Cases, CaseTable } from "./case-table";
import { failedGovernanceCases } from "./cases/failed-governance-decision";
import { iamChangeCases } from "./cases/iam-permission-change";
import { operationsCases } from "./cases/operations";
import { secretAccessCases } from "./cases/secret-access-anomaly";
import { unauthorizedAccessCases } from "./cases/unauthorized-access";
import { unusualTrafficCases } from "./cases/unusual-traffic";
import type { Records } from "./records";

const table: CaseTable = {
  ...unauthorizedAccessCases,
  ...unusualTrafficCases,
  ...failedGovernanceCases,
  ...secretAccessCases,
  ...iamChangeCases,
  ...operationsCases,
};

/**
 * The cases of a detection.
 * @throws {Error} when it has none.
 */
export function casesOf(key: string, records: Records): Cases {
  const own = table[key];
  if (own !== undefined) return own(records, "");
  for (const service of Object.keys(records.context.config.services)) {
    const shared = table[key.replace(`${service}-`, "<service>-")];
    if (key.startsWith(`${service}-`) && shared !== undefined) return shared(records, service);
  }
  throw new Error(`${key} has no cases`);
}
