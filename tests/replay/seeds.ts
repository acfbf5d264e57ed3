import assert from "node:assert/strict";
import { needsMoto } from "../support/moto";
import type { Clients, Inputs, Replayed } from "./contract";
import { type AccountServer, startAccount } from "./server";
import { replayTable } from "./table";
import { differences } from "./values";

/** Types that faults are seeded in. */
export const types = {
  alarm: "aws:cloudwatch/metricAlarm:MetricAlarm",
  alias: "aws:kms/alias:Alias",
  bucket: "aws:s3/bucket:Bucket",
  bucketPolicy: "aws:s3/bucketPolicy:BucketPolicy",
  eventRule: "aws:cloudwatch/eventRule:EventRule",
  eventTarget: "aws:cloudwatch/eventTarget:EventTarget",
  filter: "aws:cloudwatch/logMetricFilter:LogMetricFilter",
  key: "aws:kms/key:Key",
  lambda: "aws:lambda/function:Function",
  logGroup: "aws:cloudwatch/logGroup:LogGroup",
  policy: "aws:iam/policy:Policy",
  role: "aws:iam/role:Role",
  rolePolicy: "aws:iam/rolePolicy:RolePolicy",
  rotation: "aws:secretsmanager/secretRotation:SecretRotation",
  secret: "aws:secretsmanager/secret:Secret",
  secretPolicy: "aws:secretsmanager/secretPolicy:SecretPolicy",
  trail: "aws:cloudtrail/trail:Trail",
} as const;

/** A policy document of one statement. */
export const document = (statement: object) =>
  JSON.stringify({ Version: "2012-10-17", Statement: [statement] });

/** A statement that allows one thing. */
export const allow = { Effect: "Allow", Action: ["kms:Decrypt"], Resource: ["*"] };

/** The statement of a trust policy. */
export const trustStatement = {
  Effect: "Allow",
  Principal: { Service: ["lambda.amazonaws.com"] },
  Action: ["sts:AssumeRole"],
};

/** A document of exactly so many characters: its statement id makes up the rest. */
export function documentOf(characters: number, statement: object = allow): string {
  const rest = characters - document({ Sid: "", ...statement }).length;
  return document({ Sid: "x".repeat(rest), ...statement });
}

/** Title of a test: the id of its requirement comes first. */
export const titleOf = (verb: string, what: string): string =>
  what.replace(/^(?:([A-Z]+-\d+) )?/, (id) => `${id}${verb} `);

/** Makes single resources in an account of its own, which lasts as long as the surrounding suite. */
export function seedAccount() {
  let account: AccountServer | undefined;

  before(async function () {
    needsMoto(this);
    account = await startAccount("111122223333");
  });

  after(() => account?.stop());

  const clients = (): Clients => {
    assert.ok(account);
    return account.clients;
  };

  const make = async (type: string, inputs: Inputs): Promise<Replayed> => {
    const replay = replayTable[type];
    assert.ok(replay, type);
    return { type, name: "seeded", inputs, created: await replay.create(clients(), inputs) };
  };
  const arnOf = ({ created }: Replayed) => String(created.outputs?.["arn"]);

  const wrongIn = async (resource: Replayed): Promise<readonly string[]> => {
    const replay = replayTable[resource.type];
    assert.ok(replay, resource.type);
    const read = await replay.read(clients(), resource);
    const unread = Object.keys(replay.unread ?? {});
    return differences(resource.inputs, read, unread).map(({ property }) => property);
  };

  let names = 0;
  const fresh = () => {
    names += 1;
    return `seeded-${String(names)}`;
  };

  const policy = (text: string) => make(types.policy, { name: fresh(), policy: text });
  const role = (changes: Inputs = {}) =>
    make(types.role, { name: fresh(), assumeRolePolicy: document(trustStatement), ...changes });

  const key = () =>
    make(types.key, {
      policy: document(allow),
      enableKeyRotation: true,
      rotationPeriodInDays: 365,
    });
  const secret = () => make(types.secret, { name: fresh() });
  const logGroup = () => make(types.logGroup, { name: fresh(), retentionInDays: 365 });
  const filter = async (pattern: string) =>
    make(types.filter, {
      name: fresh(),
      logGroupName: (await logGroup()).created.id,
      pattern,
      metricTransformation: { name: "count", namespace: "seeded", value: "1" },
    });
  const rotation = async ({ created }: Replayed, automaticallyAfterDays: number) =>
    make(types.rotation, {
      secretId: created.id,
      rotationLambdaArn: arnOf(
        await make(types.lambda, {
          name: fresh(),
          role: arnOf(await role()),
          runtime: "nodejs22.x",
          handler: "index.handler",
          loggingConfig: { logFormat: "JSON", logGroup: "any" },
        }),
      ),
      rotationRules: { automaticallyAfterDays },
    });

  return {
    clients,
    make,
    arnOf,
    wrongIn,
    fresh,
    policy,
    role,
    key,
    secret,
    logGroup,
    filter,
    rotation,
  };
}
