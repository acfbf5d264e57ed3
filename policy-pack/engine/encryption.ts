import type { EncryptionRequirement, Switch } from "./encryption-matrix";
import { judgeKey } from "./key-reference";
import { doubted } from "./observations";
import type { CheckContext, JudgedStack, Observation, StackResource } from "./rule";
import type { Place } from "./settings";
import { fulfils, placesOf } from "./settings";
import { pointer, read, textOf } from "./value";

/** What judging encryption needs besides the resource. */
export interface EncryptionContext {
  /** The stack: keys and account defaults are in it. */
  readonly stack: JudgedStack;
  /** Accounts and limits. */
  readonly context: Pick<CheckContext, "accounts" | "params">;
}

/** Judges one thing that a resource encrypts: it is switched on, with a key of the stack. */
export function judgeEncryption(
  resource: StackResource,
  requirement: EncryptionRequirement,
  { stack, context }: EncryptionContext,
): readonly Observation[] {
  const applies = appliesTo(resource, requirement);
  if (applies === "no") return [];
  const subject: Subject = { resource, requirement, stack, context };
  const blocks = placesOf(resource.properties, requirement.each ?? "");
  const present = blocks.filter(({ reading }) => reading.kind !== "absent");
  const found =
    present.length > 0
      ? present.flatMap((block) => judgeBlock(block, subject))
      : withoutBlock(blocks, subject);
  const lenient = found.length > 0 ? standIns(subject, found) : found;
  return applies === "yes" ? lenient : lenient.map(doubted);
}

/** A resource and how it must be encrypted. */
interface Subject extends EncryptionContext {
  readonly resource: StackResource;
  readonly requirement: EncryptionRequirement;
}

type Answer = "yes" | "no" | "undecided";

function appliesTo({ properties }: StackResource, row: EncryptionRequirement): Answer {
  const exceptions = (row.unless ?? []).map((property) => read(properties, property).kind);
  if (exceptions.includes("known")) return "no";
  const holds = row.when === undefined ? "yes" : fulfils(properties, row.when);
  return holds === "yes" && exceptions.includes("unknown") ? "undecided" : holds;
}

// Without the block AWS encrypts with a key of its own, or lets an image decide.
function withoutBlock(blocks: readonly Place[], subject: Subject): readonly Observation[] {
  const { each = "", withoutBlock: undecidable } = subject.requirement;
  if (undecidable !== undefined) {
    const [block = ""] = each.split(".");
    const fix = `Declare ${block} with encrypted set to true and a key of this stack.`;
    return [{ verdict: "undecided", path: pointer([block]), message: undecidable, fix }];
  }
  const [missing] = blocks;
  return missing === undefined ? [] : judgeKnownBlock(missing, subject);
}

function judgeBlock(block: Place, subject: Subject): readonly Observation[] {
  if (block.reading.kind !== "unknown") return judgeKnownBlock(block, subject);
  const message = `How ${subject.requirement.holds} is encrypted is unknown.`;
  return [{ verdict: "undecided", path: block.reading.path, message }];
}

function judgeKnownBlock({ path }: Place, subject: Subject): readonly Observation[] {
  const { resource, requirement, stack, context } = subject;
  const switches = (requirement.switches ?? []).flatMap((each) =>
    judgeSwitch([...path, ...each.path.split(".")], each, subject),
  );
  if (switches.some(({ verdict }) => verdict === "fail")) return switches.slice(0, 1);
  const keyPath = [...path, ...requirement.key.split(".")];
  const key = judgeKey(stack, { resource, path: keyPath }, context);
  return key.some(({ verdict }) => verdict === "fail") ? key : [...switches, ...key];
}

function judgeSwitch(
  path: readonly (string | number)[],
  { good, set, onByDefault }: Switch,
  { resource, requirement }: Subject,
): readonly Observation[] {
  const reading = read(resource.properties, ...path);
  const property = String(path.at(-1));
  const fix = `Set ${property} to ${set}, and name a key of this stack.`;
  if (reading.kind === "unknown") {
    const message = `${property} is unknown, so it is not known whether ${requirement.holds} is encrypted with a key of your own.`;
    return [{ verdict: "undecided", path: reading.path, message, fix }];
  }
  const isOn = reading.kind === "absent" ? onByDefault === true : good.test(textOf(reading.value));
  if (isOn) return [];
  const state = reading.kind === "absent" ? "not set" : textOf(reading.value);
  const message = `No key of your own encrypts ${requirement.holds}: ${property} is ${state}.`;
  return [{ verdict: "fail", path: pointer(path), message, fix }];
}

// What names no key may take over its source's encryption, or the account's default.
function standIns(subject: Subject, found: readonly Observation[]): readonly Observation[] {
  if (namesKey(subject)) return found;
  const { resource, requirement, stack } = subject;
  const source = (requirement.inherits ?? []).find(
    (property) => read(resource.properties, property).kind !== "absent",
  );
  if (source !== undefined) {
    const { kind } = stack.reference(resource, [source], requirement.sources ?? []);
    if (kind === "resource") return [];
    const message = `It is encrypted as ${source} is, which this stack does not declare.`;
    return [{ verdict: "undecided", path: pointer([source]), message }];
  }
  if (requirement.accountDefault !== true) return found;
  const byDefault = accountDefault(subject);
  if (byDefault === "no") return found;
  return byDefault === "yes" ? [] : found.map(doubted);
}

function namesKey({ resource, requirement }: Subject): boolean {
  const { each, key } = requirement;
  const path = each === undefined ? key : `${each}.${key}`;
  return placesOf(resource.properties, path).some(({ reading }) => reading.kind !== "absent");
}

// The default of an account and Region encrypts every new volume, also one that says encrypted: false.
function accountDefault({ stack, resource, context }: Subject): Answer {
  const ofRegion = (type: string) =>
    stack
      .ofType(type)
      .filter(({ properties }) => properties["region"] === resource.properties["region"]);
  const answers = ofRegion("aws:ebs/encryptionByDefault:EncryptionByDefault").map(
    ({ properties }) => fulfils(properties, { path: "enabled", is: /^(true)?$/ }),
  );
  const keys = ofRegion("aws:ebs/defaultKmsKey:DefaultKmsKey").flatMap((standard) => {
    const [observation] = judgeKey(stack, { resource: standard, path: ["keyArn"] }, context);
    return [observation?.verdict ?? "pass"];
  });
  if (answers.includes("yes") && keys.includes("pass")) return "yes";
  const isOpen = !answers.every((answer) => answer === "no") && keys.some((key) => key !== "fail");
  return isOpen ? "undecided" : "no";
}
