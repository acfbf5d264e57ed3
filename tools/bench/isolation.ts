import { accessesIn } from "../../policy-pack/authorization/neighbour-uses";
import { ownLimitQuestions } from "../../policy-pack/authorization/own-limits";
import { namedUses } from "../../policy-pack/authorization/service-uses";
import { answer } from "../../policy-pack/authorization/verdicts";
import { wiringQuestions } from "../../policy-pack/authorization/wiring";
import { contractIn } from "../../policy-pack/contract/read";
import { declaredDocuments } from "../../policy-pack/engine/contract";
import type { StackResource } from "../../policy-pack/engine/rule";
import { stackOf } from "../../policy-pack/engine/stack";
import type { TestResource } from "../../policy-pack/testing";
import { median } from "./measure";
import { serviceStack } from "./pack-stack";

/** Figures of the isolation proof. */
export interface IsolationFigures {
  /** CPU of all questions about 30 services that own about twenty resources each, all pairs included. */
  readonly "isolation of 30 services, CPU s": number;
}

/** What it may cost. */
const budgetSeconds = 3;

const services = 30;

/** Measures the proof in this process, without reading the stack. */
export function measureIsolation(runs: number): IsolationFigures {
  const seconds: number[] = [];
  for (let run = 0; run < runs; run += 1) seconds.push(prove());
  return { "isolation of 30 services, CPU s": median(seconds) };
}

/** The figures over their budget by more than a fifth. */
export const missedIsolationBudgets = (figures: IsolationFigures): readonly string[] =>
  Object.entries(figures)
    .filter(([, seconds]) => seconds > budgetSeconds * 1.2)
    .map(([name]) => name);

function prove(): number {
  const world = worldOfServices();
  const { stack, context } = world;
  const started = process.cpuUsage();
  accessesIn(stack, context);
  const questions = [
    ...namedUses(stack, context),
    ...wiringQuestions(stack, context),
    ...ownLimitQuestions(stack, context),
  ];
  for (const question of questions) answer(world, question);
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1e6;
}

function worldOfServices() {
  const perService = 20;
  const { resources } = serviceStack(services * perService);
  const judged = [...resources.map(judgedResource), declaring(resources)];
  const contracts = judged.flatMap(({ urn, properties }) => contractIn(urn, properties) ?? []);
  const context = { declared: declaredDocuments(contracts), accounts: new Set(["111122223333"]) };
  return { stack: stackOf(judged), context };
}

const judgedResource = (resource: TestResource): StackResource => ({
  ...resource,
  properties: resource.inputs,
  options: { ignoreChanges: resource.ignoreChanges, protect: false },
  inputsSeen: true,
});

const kinds: Readonly<Record<string, string>> = {
  "aws:cloudwatch/logGroup:LogGroup": "logGroups",
  "aws:iam/role:Role": "roles",
  "aws:kms/key:Key": "keys",
  "aws:lambda/function:Function": "functions",
  "aws:s3/bucket:Bucket": "buckets",
  "aws:secretsmanager/secret:Secret": "secrets",
  "aws:sqs/queue:Queue": "queues",
};

/** A component that says which service owns what: names begin with the service's. */
function declaring(resources: readonly TestResource[]): StackResource {
  const members: Record<string, Record<string, string[]>> = {};
  for (const { type, name } of resources) {
    const kind = kinds[type];
    const [service] = /^service-\d+/.exec(name) ?? [];
    if (kind === undefined || service === undefined) continue;
    const own = (members[service] ??= {});
    (own[kind] ??= []).push(name);
  }
  const inputs = { zeroTrust: { contract: 1, members } };
  return judgedResource({
    urn: "urn:pulumi:dev::project::demo:index:Members::members",
    type: "demo:index:Members",
    name: "members",
    inputs,
    outputs: inputs,
    parent: undefined,
    propertyDependencies: {},
    ignoreChanges: [],
  });
}
