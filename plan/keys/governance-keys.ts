import type { PlanContext } from "../context";
import type { Statement } from "../document";
import { calleesOf } from "../governance/parties";
import { forAccount, statementsOfDeployers, via } from "./deployers";
import { variablesStatement } from "./variables";

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
  const readers = [
    governance,
    ...[...calleesOf(context).map(names.taskRole), ...responder(context), names.containment].map(
      names.roleArn,
    ),
  ];
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
    variablesStatement({
      accountRootArn: names.accountRootArn,
      roleArn: governance,
      functionArn: names.governanceFunctionArn,
    }),
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

// Quarantine flags are items of the table.
const responder = ({ config, names }: PlanContext): readonly string[] =>
  config.identity.people.responders.length === 0 ? [] : [names.personRole("responder")];

// Every action on data that DynamoDB, Lambda, SQS and S3 take on behalf of whoever deploys.
const deploymentActions = [
  "kms:Decrypt",
  "kms:Encrypt",
  "kms:GenerateDataKey",
  "kms:GenerateDataKeyWithoutPlaintext",
  "kms:ReEncryptFrom",
  "kms:ReEncryptTo",
];

const deploymentStatements = (context: PlanContext): readonly Statement[] =>
  statementsOfDeployers(context, {
    actions: deploymentActions,
    through: [
      "dynamodb",
      "lambda",
      "sqs",
      ...(context.config.governance.codeSigning ? ["s3"] : []),
    ],
    grantsTo: ["dynamodb", "lambda"],
  });

/** The conditions under which DynamoDB uses the key for a role: for this table alone. */
export const tableConditions = (context: PlanContext) => ({
  ...via(context, "dynamodb"),
  "kms:EncryptionContext:aws:dynamodb:tableName": context.names.governance,
});
