import type { PlanContext } from "../context";
import type { Conditions, Statement } from "../document";

/** What whoever deploys does with a key through AWS services. */
export interface DeploymentUse {
  /** Actions on data. */
  readonly actions: readonly string[];
  /** Services that take them on behalf of whoever deploys, for example `lambda`. */
  readonly through: readonly string[];
  /** Services that are given grants, to go on when nobody deploys. */
  readonly grantsTo: readonly string[];
}

/**
 * What AWS asks of whoever deploys: DynamoDB and Lambda work with the permissions of the principal that names the
 * key (DynamoDB Developer Guide, "Encryption at rest: usage notes"; Lambda Developer Guide, "Securing environment
 * variables"). It is delegated to the configured deployers, or to IAM of the account where none are named, through
 * these services alone.
 */
export function statementsOfDeployers(
  context: PlanContext,
  { actions, through, grantsTo }: DeploymentUse,
): readonly Statement[] {
  const { accountRootArn } = context.names;
  return [
    {
      ...forAccount(accountRootArn, "Deploy", actions),
      Condition: { StringEquals: via(context, ...through), ...byDeployers(context) },
    },
    {
      ...forAccount(accountRootArn, "GrantToServices", ["kms:CreateGrant"]),
      Condition: {
        StringEquals: via(context, ...grantsTo),
        Bool: { "kms:GrantIsForAWSResource": "true" },
        ...byDeployers(context),
      },
    },
  ];
}

/** The condition that one of the configured deployers calls; none where IAM of the account decides. */
export function byDeployers({ config }: PlanContext): Conditions {
  const { deployerArns } = config.identity;
  return deployerArns.length === 0 ? {} : { ArnEquals: { "aws:PrincipalArn": deployerArns } };
}

/** The condition that a key is used through services of this Region. */
export const via = ({ environment }: PlanContext, ...services: readonly string[]) => {
  const hosts = services.map((service) => `${service}.${environment.region}.amazonaws.com`);
  const [first = ""] = hosts;
  return { "kms:ViaService": hosts.length === 1 ? first : hosts };
};

/** Allows the account, which delegates to IAM: the key can exist before its users (docs/decisions/0007). */
export const forAccount = (root: string, Sid: string, Action: readonly string[]): Statement => ({
  Sid,
  Effect: "Allow",
  Principal: { AWS: [root] },
  Action,
  Resource: ["*"],
});
