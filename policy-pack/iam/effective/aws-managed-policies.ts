import { storedPolicies } from "./aws-managed-documents";

/** What the name of an AWS-managed policy says about it. */
export type AwsManagedPolicy =
  /** Grants whole services or nearly everything. */
  | { readonly kind: "refused"; readonly name: string; readonly reach: string }
  /** On the list, with the document that AWS published. */
  | { readonly kind: "stored"; readonly name: string; readonly document: StoredDocument }
  /** AWS may change it at any time, and the pack holds no document of it. */
  | { readonly kind: "unlisted"; readonly name: string };

/** A policy document of AWS, as the pack stores it. */
export type StoredDocument = (typeof storedPolicies)[string];

// The account part is `aws`, in every partition; the path tells the sort of policy (job-function, service-role).
const managedArn = /^arn:[a-z-]+:iam::aws:policy\/(?:[^:]+\/)?([^/:]+)$/;

/** The name of an AWS-managed policy by its ARN; undefined for every other ARN. */
export function awsManagedName(arn: string): string | undefined {
  return managedArn.exec(arn)?.[1];
}

/** Classifies the policy of an ARN; undefined when AWS does not manage it. */
export function awsManagedPolicy(arn: string): AwsManagedPolicy | undefined {
  const name = awsManagedName(arn);
  if (name === undefined) return undefined;
  const reach = wideReach(name);
  if (reach !== undefined) return { kind: "refused", name, reach };
  const document = Object.hasOwn(storedPolicies, name) ? storedPolicies[name] : undefined;
  return document === undefined ? { kind: "unlisted", name } : { kind: "stored", name, document };
}

// AWS's own words for wide policies, as of 2026-11: `…FullAccess…`, `…Administrator…`, `…Admin`, `…AdminAccess`,
// `…PowerUser…`. A reviewer's policy may carry them too (`AWSFMAdminReadOnlyAccess`) and grants no change.
const reaches: readonly (readonly [pattern: RegExp, reach: string])[] = [
  [/readonly/i, ""],
  [/administrat|admin(access|policy|full|$)/i, "an administrator"],
  [/power_?user/i, "a power user"],
  [/full_?access|fulluseraccess|fullpublish/i, "full access"],
];

// Policies whose names do not say that they allow every action of whole services (table of 2026-11).
const wideByDocument: ReadonlySet<string> = new Set([
  "AWSCodeStarServiceRole",
  "AmazonEC2RoleforDataPipelineRole",
  "AmazonElasticMapReduceforEC2Role",
  "SageMakerStudioUserIAMPermissiveExecutionPolicy",
]);

function wideReach(name: string): string | undefined {
  if (wideByDocument.has(name)) return "full access";
  const [, reach] = reaches.find(([pattern]) => pattern.test(name)) ?? [];
  return reach === "" ? undefined : reach;
}
