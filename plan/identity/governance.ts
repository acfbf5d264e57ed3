import type { PlanContext } from "../context";
import type { Conditions, Statement } from "../document";
import { calleesOf, callersOf } from "../governance/parties";
import { tableKeys } from "../governance/table";
import { via } from "../keys/deployers";
import { receiptAlgorithm, tableConditions } from "../keys/governance-keys";
import { decryptVariables } from "../keys/variables";
import { logicalNames } from "../naming";
import { writeLogs } from "./logs";
import { planRole, type RolePlan } from "./roles";
import { trustLambda } from "./trust";

/** The role of the function that decides calls. */
export function planGovernanceRole(context: PlanContext): RolePlan {
  const { config, names, tags } = context;
  return planRole({
    key: "governance",
    service: undefined,
    name: names.governance,
    description: "Decides calls and signs receipts",
    trust: [trustLambda],
    permissions: [
      writeLogs(context, names.logGroups.governance),
      readTable(context, { sid: "ReadQuarantine", keys: [tableKeys.quarantine] }),
      decryptTable(context),
      decryptVariables(logicalNames.estateKey("governance"), names.governanceFunctionArn),
      {
        Sid: "SignReceipts",
        Effect: "Allow",
        Action: ["kms:Sign"],
        Resource: config.governance.receipts.keyGenerations.map((generation) => ({
          ref: logicalNames.receiptKey(generation),
        })),
        Condition: { StringEquals: { "kms:SigningAlgorithm": receiptAlgorithm } },
      },
      // Lambda puts failed asynchronous invocations into the queue as the function's role.
      {
        Sid: "KeepDeadLetters",
        Effect: "Allow",
        Action: ["sqs:SendMessage"],
        Resource: [names.governanceQueueArn],
      },
      {
        Sid: "EncryptDeadLetters",
        Effect: "Allow",
        Action: ["kms:Decrypt", "kms:GenerateDataKey"],
        Resource: [{ ref: logicalNames.estateKey("governance") }],
        Condition: { StringEquals: via(context, "sqs") },
      },
    ],
    tags,
  });
}

/** What a caller may do: ask governance through the alias that stands for it, and no other. */
export function askGovernance(context: PlanContext, service: string): readonly Statement[] {
  if (!callersOf(context).includes(service)) return [];
  return [
    {
      Sid: "AskGovernance",
      Effect: "Allow",
      Action: ["lambda:InvokeFunction"],
      Resource: [context.names.governanceAliasArn(service)],
    },
  ];
}

/** What a callee may do: read which policies it takes receipts of and who is quarantined, and note receipts made out to it. */
export function verifyReceipts(context: PlanContext, service: string): readonly Statement[] {
  if (!calleesOf(context).includes(service)) return [];
  const { names, config } = context;
  const noteUse: Statement = {
    Sid: "NoteReceipts",
    Effect: "Allow",
    Action: ["dynamodb:PutItem"],
    Resource: [names.governanceTableArn],
    Condition: onlyKeys([tableKeys.receiptsOf(service)]),
  };
  return [
    readTable(context, {
      sid: "ReadPoliciesAndQuarantine",
      keys: [tableKeys.acceptedPolicies, tableKeys.quarantine],
    }),
    ...(config.governance.receipts.singleUse ? [noteUse] : []),
    decryptTable(context),
  ];
}

/** What a responder may do: set, read and lift the flags of quarantined services. */
export function setQuarantine(context: PlanContext): readonly Statement[] {
  return [
    {
      Sid: "SetQuarantine",
      Effect: "Allow",
      Action: ["dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem"],
      Resource: [context.names.governanceTableArn],
      Condition: onlyKeys([tableKeys.quarantine]),
    },
    decryptTable(context),
  ];
}

/** What containment may do: claim an incident for one execution, and set, read and lift the flags of services. */
export const writesIncidents = ({ names }: PlanContext): Statement => ({
  Sid: "KeepIncidents",
  Effect: "Allow",
  Action: ["dynamodb:DeleteItem", "dynamodb:GetItem", "dynamodb:PutItem"],
  Resource: [names.governanceTableArn],
  Condition: onlyKeys([tableKeys.incident, tableKeys.quarantine]),
});

interface Read {
  readonly sid: string;
  readonly keys: readonly string[];
}

const readTable = ({ names }: PlanContext, { sid, keys }: Read): Statement => ({
  Sid: sid,
  Effect: "Allow",
  Action: ["dynamodb:GetItem"],
  Resource: [names.governanceTableArn],
  Condition: onlyKeys(keys),
});

/** DynamoDB reads and writes items with the caller's right to decrypt the table's key. */
export const decryptTable = (context: PlanContext): Statement => ({
  Sid: "DecryptTable",
  Effect: "Allow",
  Action: ["kms:Decrypt"],
  Resource: [{ ref: logicalNames.estateKey("governance") }],
  Condition: { StringEquals: tableConditions(context) },
});

// For all values of nothing is true, so that the key must also be there.
const onlyKeys = (patterns: readonly string[]): Conditions => ({
  "ForAllValues:StringLike": { "dynamodb:LeadingKeys": patterns },
  Null: { "dynamodb:LeadingKeys": "false" },
});
