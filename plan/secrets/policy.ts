import type { PlanContext } from "../context";
import type { PolicyDocument, Statement } from "../document";
import { policyDocument } from "../document";
import { breakGlass } from "../keys/service-keys";

/**
 * The resource policy of a service's secrets: denials alone, because a role elsewhere in the account may hold a wide
 * identity policy. What it denies to everybody is reading the value; changes it denies to the other roles of the stack
 * only, so that whoever deploys can still correct a mistake in this very policy (SEC-80).
 */
export function secretPolicy(context: PlanContext, service: string): PolicyDocument {
  const { names } = context;
  const rotation = names.roleArn(names.rotationFunction(service));
  const readers = [
    names.roleArn(names.taskRole(service)),
    names.roleArn(names.executionRole(service)),
    rotation,
    ...breakGlass(context).map(names.roleArn),
  ];
  const ofStack = { ArnLike: { "aws:PrincipalArn": names.roleArn("*") } };
  return policyDocument([
    {
      ...deny("ReadersOnly", ["secretsmanager:GetSecretValue"]),
      Condition: {
        ArnNotEquals: { "aws:PrincipalArn": readers },
        // A negated condition also matches a missing key, that is, calls by AWS services (IAM-63).
        BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
      },
    },
    {
      ...deny("RotationWrites", valueChanges),
      Condition: { ...ofStack, ArnNotEquals: { "aws:PrincipalArn": [rotation] } },
    },
    { ...deny("NoRoleOfTheStackManages", managementActions), Condition: ofStack },
    {
      ...deny("ContainmentRotates", ["secretsmanager:RotateSecret"]),
      Condition: {
        ...ofStack,
        ArnNotEquals: { "aws:PrincipalArn": [names.roleArn(names.containment)] },
      },
    },
  ]);
}

const deny = (Sid: string, Action: readonly string[]): Statement => ({
  Sid,
  Effect: "Deny",
  Principal: "*",
  Action,
  Resource: ["*"],
});

/** Changes of which value is current. */
const valueChanges: readonly string[] = [
  "secretsmanager:PutSecretValue",
  "secretsmanager:UpdateSecretVersionStage",
];

/** Changes of the secret itself: whoever deploys makes them, and no role that runs. */
const managementActions: readonly string[] = [
  "secretsmanager:CancelRotateSecret",
  "secretsmanager:DeleteResourcePolicy",
  "secretsmanager:DeleteSecret",
  "secretsmanager:PutResourcePolicy",
  "secretsmanager:RemoveRegionsFromReplication",
  "secretsmanager:ReplicateSecretToRegions",
  "secretsmanager:RestoreSecret",
  "secretsmanager:StopReplicationToReplica",
  "secretsmanager:TagResource",
  "secretsmanager:UntagResource",
  "secretsmanager:UpdateSecret",
];
