import type { PlanContext } from "../context";

/** Access from outside the account that configuration declares, as an archive rule: all filters must hold. */
export interface IntendedAccess {
  /** Name of the rule, unique within its analyzer; part of the logical name. */
  readonly key: string;
  /** Filters: the finding's property, and the values of which it must be one. */
  readonly filters: readonly IntendedFilter[];
}

/** One condition of an archive rule. */
export interface IntendedFilter {
  /** Key, as in the IAM User Guide, "IAM Access Analyzer filter keys". */
  readonly criteria:
    | "principal.AWS"
    | "principal.Federated"
    | "resource"
    | "resourceType"
    | "isPublic";
  /** Values, of which the finding must have one. */
  readonly eqs: readonly string[];
}

/**
 * What the estate lets in from outside, because configuration says so: key administrators of other accounts, people
 * who may assume its roles, and the pipeline. Principals of the account itself are inside the analyzer's zone of
 * trust, and need no rule. A rule names exact principals, what they may reach, and never public access, so that it
 * can hide nothing else.
 */
export function intendedAccess(context: PlanContext): readonly IntendedAccess[] {
  return [...keyAdministrators(context), ...peopleByRole(context), ...pipeline(context)];
}

// AWS chooses the ids of keys: their type is all that can be named.
const keyAdministrators = ({ config, environment }: PlanContext) =>
  archiveRule(
    "key-administrators",
    { criteria: "principal.AWS", eqs: foreign(config.keys.administratorArns, environment) },
    { criteria: "resourceType", eqs: ["AWS::KMS::Key"] },
  );

function peopleByRole({ config, environment, names }: PlanContext): readonly IntendedAccess[] {
  const { readers, responders, breakGlass } = config.identity.people;
  const roles = [
    ["reader", readers],
    ["responder", responders],
    ["break-glass", breakGlass],
  ] as const;
  return roles.flatMap(([purpose, people]) =>
    archiveRule(
      purpose,
      {
        criteria: "principal.AWS",
        eqs: foreign(
          people.map(({ arn }) => arn),
          environment,
        ),
      },
      { criteria: "resource", eqs: [names.roleArn(names.personRole(purpose))] },
    ),
  );
}

function pipeline({ config, names }: PlanContext): readonly IntendedAccess[] {
  const { deployment } = config.identity;
  if (deployment === undefined) return [];
  return archiveRule(
    "pipeline",
    { criteria: "principal.Federated", eqs: [names.oidcProviderArn(deployment.issuer)] },
    {
      criteria: "resource",
      eqs: Object.keys(config.services).flatMap((service) =>
        (["build", "release"] as const).map((job) =>
          names.roleArn(names.pipelineRole(service, job)),
        ),
      ),
    },
  );
}

const archiveRule = (
  key: string,
  principals: IntendedFilter,
  reached: IntendedFilter,
): readonly IntendedAccess[] =>
  principals.eqs.length === 0
    ? []
    : [{ key, filters: [principals, reached, { criteria: "isPublic", eqs: ["false"] }] }];

const foreign = (
  arns: readonly string[],
  { accountId }: PlanContext["environment"],
): readonly string[] => arns.filter((arn) => arn.split(":")[4] !== accountId);
