import {
  BillingMode,
  CreateTableCommand,
  DescribeContinuousBackupsCommand,
  DescribeTableCommand,
  DescribeTimeToLiveCommand,
  GetItemCommand,
  ListTagsOfResourceCommand,
  PutItemCommand,
  ScalarAttributeType,
  UpdateContinuousBackupsCommand,
  UpdateTimeToLiveCommand,
} from "@aws-sdk/client-dynamodb";
import {
  AddPermissionCommand,
  Architecture,
  CreateAliasCommand,
  CreateFunctionCommand,
  GetAliasCommand,
  GetFunctionCommand,
  GetPolicyCommand,
  LogFormat,
  PutFunctionConcurrencyCommand,
  Runtime,
} from "@aws-sdk/client-lambda";
import type { Clients, Inputs, Replay, ReplayTable } from "./contract";
import {
  answered,
  flag,
  member,
  number,
  object,
  objects,
  optionalText,
  tagList,
  tagsOf,
  text,
  textRecord,
  texts,
} from "./values";

/** The smallest ZIP file, which has no entries. */
const emptyArchive = Buffer.concat([Buffer.from("PK\x05\x06"), Buffer.alloc(18)]);

const lambdaFunction: Replay = {
  async create({ lambda }, inputs) {
    const logging = object(inputs, "loggingConfig");
    const target = optionalText(object(inputs, "deadLetterConfig"), "targetArn");
    const answer = await lambda.send(
      new CreateFunctionCommand({
        FunctionName: text(inputs, "name"),
        Description: optionalText(inputs, "description"),
        Role: text(inputs, "role"),
        Runtime: member(Runtime, inputs["runtime"]),
        Architectures: texts(inputs, "architectures")?.map((name) => member(Architecture, name)),
        Handler: text(inputs, "handler"),
        Code: { ZipFile: emptyArchive },
        MemorySize: number(inputs, "memorySize"),
        Timeout: number(inputs, "timeout"),
        Publish: flag(inputs, "publish"),
        KMSKeyArn: optionalText(inputs, "kmsKeyArn"),
        LoggingConfig: {
          LogFormat: member(LogFormat, logging["logFormat"]),
          LogGroup: text(logging, "logGroup"),
        },
        Environment: { Variables: textRecord(object(inputs, "environment"), "variables") },
        ...(target !== undefined && { DeadLetterConfig: { TargetArn: target } }),
        Tags: textRecord(inputs, "tags"),
      }),
    );
    if (inputs["reservedConcurrentExecutions"] !== undefined) {
      await lambda.send(
        new PutFunctionConcurrencyCommand({
          FunctionName: text(inputs, "name"),
          ReservedConcurrentExecutions: number(inputs, "reservedConcurrentExecutions"),
        }),
      );
    }
    const arn = answered(answer.FunctionArn, "ARN").replace(/:(\$LATEST|\d+)$/, "");
    return { id: text(inputs, "name"), outputs: { arn, version: answer.Version } };
  },
  async read({ lambda }, { created }) {
    const answer = await lambda.send(new GetFunctionCommand({ FunctionName: created.id }));
    const found = answered(answer.Configuration, "configuration");
    return {
      name: found.FunctionName,
      description: found.Description,
      role: found.Role,
      runtime: found.Runtime,
      architectures: found.Architectures,
      handler: found.Handler,
      memorySize: found.MemorySize,
      timeout: found.Timeout,
      kmsKeyArn: found.KMSKeyArn,
      reservedConcurrentExecutions: answer.Concurrency?.ReservedConcurrentExecutions,
      environment: { variables: found.Environment?.Variables },
      tags: answer.Tags,
    };
  },
  unread: {
    code: "replayed with an empty archive; the rotation runs the built program itself",
    publish: "an argument of CreateFunction that is not kept",
    loggingConfig: "moto 5.2 does not know the argument",
    deadLetterConfig: "moto 5.2 does not know the argument",
  },
};

const functionAlias: Replay = {
  async create({ lambda }, inputs) {
    const { AliasArn } = await lambda.send(
      new CreateAliasCommand({
        FunctionName: text(inputs, "functionName"),
        FunctionVersion: text(inputs, "functionVersion"),
        Name: text(inputs, "name"),
        Description: optionalText(inputs, "description"),
      }),
    );
    const arn = answered(AliasArn, "ARN");
    return { id: arn, outputs: { arn } };
  },
  async read({ lambda }, { inputs }) {
    const FunctionName = text(inputs, "functionName");
    const alias = await lambda.send(
      new GetAliasCommand({ FunctionName, Name: text(inputs, "name") }),
    );
    return {
      functionName: alias.AliasArn?.split(":").at(-2),
      functionVersion: alias.FunctionVersion,
      name: alias.Name,
      description: alias.Description,
    };
  },
};

const permission: Replay = {
  async create({ lambda }, inputs) {
    const { Statement } = await lambda.send(
      new AddPermissionCommand({
        StatementId: statementId(inputs),
        FunctionName: text(inputs, "function"),
        Action: text(inputs, "action"),
        Principal: text(inputs, "principal"),
        SourceAccount: optionalText(inputs, "sourceAccount"),
        SourceArn: optionalText(inputs, "sourceArn"),
        Qualifier: optionalText(inputs, "qualifier"),
      }),
    );
    return { id: answered(Statement, "statement") };
  },
  async read({ lambda }, { inputs }) {
    const { Policy = "{}" } = await lambda.send(
      new GetPolicyCommand({
        FunctionName: text(inputs, "function"),
        Qualifier: optionalText(inputs, "qualifier"),
      }),
    );
    const document: unknown = JSON.parse(Policy);
    const sid = statementId(inputs);
    const statement =
      objects(object({ document }, "document"), "Statement").find(({ Sid }) => Sid === sid) ?? {};
    const condition = object(statement, "Condition");
    const [, name, qualifier] =
      /:function:([^:]+)(?::(.+))?$/.exec(String(statement["Resource"])) ?? [];
    return {
      function: name,
      qualifier,
      action: statement["Action"],
      principal: object(statement, "Principal")["Service"],
      sourceAccount: object(condition, "StringEquals")["AWS:SourceAccount"],
      sourceArn: object(condition, "ArnLike")["AWS:SourceArn"],
    };
  },
};

// The provider makes up an id where the program names none; here it says what the statement is about.
const statementId = (inputs: Inputs): string =>
  optionalText(inputs, "statementId") ??
  (optionalText(inputs, "sourceArn") ?? "any").replaceAll(/[^\w-]/g, "-").slice(-100);

const table: Replay = {
  async create({ dynamo }, inputs) {
    const TableName = text(inputs, "name");
    const attributes = objects(inputs, "attributes");
    const encryption = object(inputs, "serverSideEncryption");
    const { TableDescription } = await dynamo.send(
      new CreateTableCommand({
        TableName,
        BillingMode: member(BillingMode, inputs["billingMode"]),
        AttributeDefinitions: attributes.map((attribute) => ({
          AttributeName: text(attribute, "name"),
          AttributeType: member(ScalarAttributeType, attribute["type"]),
        })),
        KeySchema: [{ AttributeName: text(inputs, "hashKey"), KeyType: "HASH" }],
        DeletionProtectionEnabled: flag(inputs, "deletionProtectionEnabled"),
        SSESpecification: {
          Enabled: flag(encryption, "enabled"),
          SSEType: "KMS",
          KMSMasterKeyId: optionalText(encryption, "kmsKeyArn"),
        },
        Tags: tagList(inputs),
      }),
    );
    const recovery = flag(object(inputs, "pointInTimeRecovery"), "enabled");
    await dynamo.send(
      new UpdateContinuousBackupsCommand({
        TableName,
        PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: recovery },
      }),
    );
    const ttl = object(inputs, "ttl");
    await dynamo.send(
      new UpdateTimeToLiveCommand({
        TableName,
        TimeToLiveSpecification: {
          Enabled: flag(ttl, "enabled"),
          AttributeName: text(ttl, "attributeName"),
        },
      }),
    );
    return { id: TableName, outputs: { arn: TableDescription?.TableArn } };
  },
  async read({ dynamo }, { created }) {
    const TableName = created.id;
    const answer = await dynamo.send(new DescribeTableCommand({ TableName }));
    const found = answered(answer.Table, "table");
    const { Tags } = await dynamo.send(
      new ListTagsOfResourceCommand({ ResourceArn: found.TableArn }),
    );
    const { BillingModeSummary: billing, SSEDescription: encryption } = found;
    return {
      name: found.TableName,
      billingMode: billing?.BillingMode,
      attributes: found.AttributeDefinitions?.map(({ AttributeName, AttributeType }) => ({
        name: AttributeName,
        type: AttributeType,
      })),
      hashKey: found.KeySchema?.find(({ KeyType }) => KeyType === "HASH")?.AttributeName,
      deletionProtectionEnabled: found.DeletionProtectionEnabled,
      serverSideEncryption: {
        enabled: encryption?.Status === "ENABLED",
        kmsKeyArn: encryption?.KMSMasterKeyArn,
      },
      tags: tagsOf(Tags),
      ...(await lifetimes(dynamo, TableName)),
    };
  },
};

async function lifetimes(dynamo: Clients["dynamo"], TableName: string): Promise<Inputs> {
  const backups = await dynamo.send(new DescribeContinuousBackupsCommand({ TableName }));
  const recovery = backups.ContinuousBackupsDescription?.PointInTimeRecoveryDescription;
  const answer = await dynamo.send(new DescribeTimeToLiveCommand({ TableName }));
  const ttl = answer.TimeToLiveDescription;
  return {
    pointInTimeRecovery: { enabled: recovery?.PointInTimeRecoveryStatus === "ENABLED" },
    ttl: { enabled: ttl?.TimeToLiveStatus === "ENABLED", attributeName: ttl?.AttributeName },
  };
}

const tableItem: Replay = {
  async create({ dynamo }, inputs) {
    const TableName = text(inputs, "tableName");
    await dynamo.send(new PutItemCommand({ TableName, Item: itemOf(inputs) }));
    return { id: `${TableName}|${text(inputs, "hashKey")}` };
  },
  async read({ dynamo }, { inputs }) {
    const TableName = text(inputs, "tableName");
    const hashKey = text(inputs, "hashKey");
    const { [hashKey]: key } = itemOf(inputs);
    const { Item } = await dynamo.send(
      new GetItemCommand({ TableName, Key: { [hashKey]: answered(key, "key") } }),
    );
    const found = Item === undefined ? undefined : JSON.stringify(Item);
    return { tableName: TableName, hashKey, item: found };
  },
};

// Every attribute that the program writes is a text.
function itemOf(inputs: Inputs): Readonly<Record<string, { readonly S: string }>> {
  const parsed: unknown = JSON.parse(text(inputs, "item"));
  const item = object({ parsed }, "parsed");
  const names = Object.keys(item);
  return Object.fromEntries(names.map((name) => [name, { S: text(object(item, name), "S") }]));
}

/** Functions and who may call them, and the table that governance keeps its state in. */
export const functions: ReplayTable = {
  "aws:lambda/function:Function": lambdaFunction,
  "aws:lambda/alias:Alias": functionAlias,
  "aws:lambda/permission:Permission": permission,
  "aws:dynamodb/table:Table": table,
  "aws:dynamodb/tableItem:TableItem": tableItem,
};
