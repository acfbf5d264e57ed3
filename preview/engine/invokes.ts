import { createHash } from "node:crypto";
import type { StackDefinition } from "../stack-file";
import { policyDocumentResult } from "./policy-document";
import type { Properties } from "./values";

/** Answers that a caller supplies, by invoke token. */
export type InvokeAnswers = Readonly<Record<string, Properties>>;

/** What invokes are answered from. */
export interface InvokeSources {
  /** The stack; Region, account and zones come from its configuration. */
  readonly definition: StackDefinition;
  /** Answers from the command line; they win over the built-in ones. */
  readonly answers: InvokeAnswers;
}

type Answer = (args: Properties, sources: InvokeSources) => Properties;

/** The result of an invoke, or undefined when nothing here can answer it. */
export function answerInvoke(
  token: string,
  args: Properties,
  sources: InvokeSources,
): Properties | undefined {
  const supplied = sources.answers[token];
  return supplied ?? builtIn.get(token)?.(args, sources);
}

/** What to do about an invoke, or a call of a method, without an answer. */
export function unansweredInvoke(token: string): string {
  return (
    `${token} has no offline answer. Supply one with --answers FILE, ` +
    `a JSON object such as {"${token}": {"id": "…"}}.`
  );
}

const builtIn: ReadonlyMap<string, Answer> = new Map<string, Answer>([
  ["aws:index/getCallerIdentity:getCallerIdentity", callerIdentity],
  ["aws:index/getPartition:getPartition", (_args, sources) => partition(regionOf(sources))],
  [
    "aws:index/getRegion:getRegion",
    (args, sources) => region(textOr(args["region"], regionOf(sources))),
  ],
  ["aws:index/getAvailabilityZones:getAvailabilityZones", availabilityZones],
  ["aws:index/getServicePrincipal:getServicePrincipal", servicePrincipal],
  ["aws:ec2/getManagedPrefixList:getManagedPrefixList", managedPrefixList],
  ["aws:ec2/getPrefixList:getPrefixList", managedPrefixList],
  ["aws:iam/getPolicyDocument:getPolicyDocument", policyDocumentResult],
]);

const textOr = (value: unknown, fallback: string): string =>
  typeof value === "string" && value !== "" ? value : fallback;

function regionOf({ definition }: InvokeSources): string {
  return definition.config["aws:region"] ?? "us-east-1";
}

function accountOf({ definition }: InvokeSources): string {
  return /\d{12}/.exec(definition.config["aws:allowedAccountIds"] ?? "")?.[0] ?? "000000000000";
}

function callerIdentity(_args: Properties, sources: InvokeSources): Properties {
  const accountId = accountOf(sources);
  const arn = `arn:${partitionName(regionOf(sources))}:sts::${accountId}:assumed-role/preview/offline`;
  return { accountId, arn, id: accountId, userId: "AROAOFFLINEPREVIEW:offline" };
}

function partitionName(regionName: string): string {
  if (regionName.startsWith("cn-")) return "aws-cn";
  return regionName.startsWith("us-gov-") ? "aws-us-gov" : "aws";
}

function partition(regionName: string): Properties {
  const name = partitionName(regionName);
  const china = name === "aws-cn";
  return {
    id: name,
    partition: name,
    dnsSuffix: china ? "amazonaws.com.cn" : "amazonaws.com",
    reverseDnsPrefix: china ? "cn.com.amazonaws" : "com.amazonaws",
  };
}

function region(name: string): Properties {
  return { id: name, name, region: name, description: name, endpoint: `ec2.${name}.amazonaws.com` };
}

// Zones come from any list of zone names in the configuration, so that the program and its zones agree.
function availabilityZones(_args: Properties, sources: InvokeSources): Properties {
  const name = regionOf(sources);
  const configured = Object.values(sources.definition.config)
    .join(" ")
    .match(new RegExp(`\\b${name}[a-z]\\b`, "g"));
  const names = [
    ...new Set(configured ?? ["a", "b", "c"].map((letter) => `${name}${letter}`)),
  ].sort();
  const zoneIds = names.map((zone, index) => `${zone.slice(0, -1)}-az${String(index + 1)}`);
  return { id: name, names, zoneIds, groupNames: [name], state: "available" };
}

function servicePrincipal(args: Properties, sources: InvokeSources): Properties {
  const service = textOr(args["serviceName"], "unknown");
  const name = textOr(args["region"], regionOf(sources));
  const { dnsSuffix } = partition(name);
  return {
    id: `${service}.${name}`,
    name: `${service}.amazonaws.com`,
    region: name,
    serviceName: service,
    suffix: dnsSuffix ?? "",
  };
}

// The id of an AWS-managed list differs by Region and cannot be known offline; this one is made from its name.
function managedPrefixList(args: Properties, sources: InvokeSources): Properties {
  const name = textOr(args["name"], textOr(args["prefixListId"], "unknown"));
  const id = `pl-${createHash("sha256").update(name).digest("hex").slice(0, 8)}`;
  const prefix = `arn:${partitionName(regionOf(sources))}:ec2:${regionOf(sources)}:aws`;
  return {
    id,
    name,
    arn: `${prefix}:prefix-list/${id}`,
    ownerId: "AWS",
    addressFamily: "IPv4",
    maxEntries: 10,
    version: 1,
    entries: [],
    tags: {},
    cidrBlocks: [],
    prefixListId: id,
  };
}
