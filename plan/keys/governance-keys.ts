import type { PlanContext } from "../context";
import type { Statement } from "../document";
import { calleesOf } from "../governance/parties";

/** Use of the key that certifies or signs receipts: signing alone, by governance alone, with one algorithm. */
export function receiptKeyStatements({ names }: PlanContext): readonly Statement[] {
  return [
    {
      ...forAccount(names.accountRootArn, "SignReceipts", ["kms:Sign"]),
      Condition: {
        StringEquals: { "kms:SigningAlgorithm": receiptAlgorithm },
        ArnEquals: { "aws:PrincipalArn": [names.roleArn(names.governance)] },
      },
    },
    // Whoever deploys reads the public half, which is no secret, and hands it to the callees.
    forAccount(names.accountRootArn, "ReadPublicKey", ["kms:GetPublicKey"]),
  ];
}

/** The only algorithm that receipts are signed with. */
export const receiptAlgorithm = "ECDSA_SHA_256";

/** Use of the key of governance's table, queue and variables. */
export function governanceKeyStatements(context: PlanContext): readonly Statement[] {
  return [...roleStatements(context), ...deploymentStatements(context)];
}

function roleStatements(context: PlanContext): readonly Statement[] {
  const { names } = context;
  const governance = names.roleArn(names.governance);
  const readers = [governance, ...calleesOf(context).map(names.taskRole).map(names.roleArn)];
  return [
    {
      ...forAccount(names.accountRootArn, "UseTable", ["kms:Decrypt"]),
      Condition: {
        StringEquals: tableConditions(context),
        ArnEquals: { "aws:PrincipalArn": readers },
      },
    },
    {
      ...forAccount(names.accountRootArn, "KeepDeadLetters", [
        "kms:Decrypt",
        "kms:GenerateDataKey",
      ]),
      Condition: {
        StringEquals: via(context, "sqs"),
        ArnEquals: { "aws:PrincipalArn": [governance] },
      },
    },
    {
      Sid: "NoOtherRoleOfTheStack",
      Effect: "Deny",
      Principal: "*",
      Action: [...deploymentActions, "kms:CreateGrant"],
      Resource: ["*"],
      Condition: {
        ArnLike: { "aws:PrincipalArn": names.roleArn("*") },
        ArnNotEquals: { "aws:PrincipalArn": readers },
      },
    },
  ];
}

// Every action on data that DynamoDB, Lambda, SQS and S3 take on behalf of whoever deploys.
const deploymentActions = [
  "kms:Decrypt",
  "kms:Encrypt",
  "kms:GenerateDataKey",
  "kms:GenerateDataKeyWithoutPlaintext",
  "kms:ReEncryptFrom",
  "kms:ReEncryptTo",
];

/**
 * What AWS asks of whoever deploys: DynamoDB and Lambda work with the permissions of the principal that names the
 * key (DynamoDB Developer Guide, "Encryption at rest: usage notes"; Lambda Developer Guide, "Securing environment
 * variables"). It is delegated to IAM of the account, through these services alone.
 */
function deploymentStatements(context: PlanContext): readonly Statement[] {
  const { accountRootArn } = context.names;
  const services = ["dynamodb", "lambda", "sqs"];
  const withCode = context.config.governance.codeSigning ? [...services, "s3"] : services;
  return [
    {
      ...forAccount(accountRootArn, "Deploy", deploymentActions),
      Condition: { StringEquals: via(context, ...withCode) },
    },
    {
      ...forAccount(accountRootArn, "GrantToServices", ["kms:CreateGrant"]),
      Condition: {
        StringEquals: via(context, "dynamodb", "lambda"),
        Bool: { "kms:GrantIsForAWSResource": "true" },
      },
    },
  ];
}

/** The conditions under which DynamoDB uses the key for a role: for this table alone. */
export const tableConditions = (context: PlanContext) => ({
  ...via(context, "dynamodb"),
  "kms:EncryptionContext:aws:dynamodb:tableName": context.names.governance,
});

/** The condition that a key is used through services of this Region. */
export const via = ({ environment }: PlanContext, ...services: readonly string[]) => {
  const hosts = services.map((service) => `${service}.${environment.region}.amazonaws.com`);
  const [first = ""] = hosts;
  return { "kms:ViaService": hosts.length === 1 ? first : hosts };
};

// The account as principal delegates to IAM: the key can exist before its users (docs/decisions/0007).
const forAccount = (root: string, Sid: string, Action: readonly string[]): Statement => ({
  Sid,
  Effect: "Allow",
  Principal: { AWS: [root] },
  Action,
  Resource: ["*"],
});
