import { companionsOf } from "../engine/companions";
import { undecidable, violated } from "../engine/observations";
import type { JudgedStack, Observation, StackResource } from "../engine/rule";
import { textAt } from "../engine/settings";
import type { Value } from "../engine/value";
import { isObject, isUnknown, listOf, pointer, read, textOf } from "../engine/value";

/** Types of listeners, their rules and their targets. */
export const listenerTypes = {
  listener: "aws:lb/listener:Listener",
  rule: "aws:lb/listenerRule:ListenerRule",
  targetGroup: "aws:lb/targetGroup:TargetGroup",
  classic: "aws:elb/loadBalancer:LoadBalancer",
} as const;

const encrypted = /^(HTTPS|TLS|QUIC|SSL)$/i;
const passThrough = /^(TCP|UDP|TCP_UDP|TCP_QUIC)$/i;

/** Judges every listener of the stack by what it accepts from clients. */
export function judgeListeners(
  stack: JudgedStack,
  tlsTargets: readonly string[],
): readonly (readonly [StackResource, readonly Observation[]])[] {
  const rules = companionsOf(stack, {
    types: [listenerTypes.rule],
    property: "listenerArn",
    owners: [listenerTypes.listener],
  });
  const listeners = stack.ofType(listenerTypes.listener).map((listener) => {
    const own = rules.of(listener);
    const judged = judgeListener({ stack, listener, rules: own, tlsTargets });
    return [listener, [...judged, ...maybeMore(listener, judged, rules.adrift)]] as const;
  });
  const classic = stack
    .ofType(listenerTypes.classic)
    .map((balancer) => [balancer, judgeClassic(balancer)] as const);
  return [...listeners, ...classic];
}

interface Listening {
  readonly stack: JudgedStack;
  readonly listener: StackResource;
  readonly rules: readonly StackResource[];
  readonly tlsTargets: readonly string[];
}

function judgeListener(listening: Listening): readonly Observation[] {
  const { properties } = listening.listener;
  const protocol = textAt(read(properties, "protocol"));
  if (protocol === undefined) {
    return [undecidable("/protocol", "What the listener accepts is unknown.")];
  }
  // Listeners of a gateway load balancer have neither protocol nor port: appliances see every packet.
  if (protocol === "" && read(properties, "port").kind === "absent") return [];
  if (encrypted.test(protocol)) return [];
  return passThrough.test(protocol) ? judgePassThrough(listening, protocol) : judgeHttp(listening);
}

// POL-304: plain HTTP is there only to send clients to HTTPS, for good.
function judgeHttp({ listener, rules }: Listening): readonly Observation[] {
  const own = judgeActions(listener, "defaultActions");
  if (own.length > 0) return own;
  const [first] = rules.flatMap((rule) =>
    judgeActions(rule, "actions").map(({ path, verdict, message }) => ({
      verdict,
      path: "/defaultActions",
      message: `${message} It is an action of a rule of this listener.`,
      evidence: [{ urn: rule.urn, path }],
      fix: redirectFix,
    })),
  );
  return first === undefined ? [] : [first];
}

const redirectFix =
  'Use HTTPS, or let every action redirect with protocol "HTTPS" and statusCode "HTTP_301".';

function judgeActions({ properties }: StackResource, property: string): readonly Observation[] {
  const actions = properties[property];
  const path = pointer([property]);
  if (isUnknown(actions)) return [undecidable(path, "The actions of plain HTTP are unknown.")];
  const list = listOf(actions);
  if (list.length === 0) return [violated(path, "Plain HTTP is accepted.", redirectFix)];
  const found = list.flatMap(
    (action, index) => judgeAction(action, pointer([property, index])) ?? [],
  );
  const worst = found.find(({ verdict }) => verdict === "fail") ?? found[0];
  return worst === undefined ? [] : [worst];
}

function judgeAction(action: Value, path: string): Observation | undefined {
  const fields = { action };
  const values = ["type", "redirect.protocol", "redirect.statusCode"].map((field) =>
    textAt(read(fields, "action", ...field.split("."))),
  );
  const [type, protocol, status] = values;
  const wrong = [
    [type, /^redirect$/, `Plain HTTP is accepted for an action of type ${type ?? ""}.`],
    [protocol, /^HTTPS$/, "The redirect keeps plain HTTP."],
    [status, /^HTTP_301$/, "The redirect is not permanent, so clients come back by plain HTTP."],
  ] as const;
  const bad = wrong.find(([text, good]) => text !== undefined && !good.test(text));
  if (bad !== undefined) return violated(path, bad[2], redirectFix);
  return values.includes(undefined)
    ? undecidable(path, "Whether plain HTTP is only redirected is unknown.", redirectFix)
    : undefined;
}

// A rule whose listener is unknown may forward what this listener accepts.
function maybeMore(
  { properties }: StackResource,
  judged: readonly Observation[],
  adrift: readonly StackResource[],
): readonly Observation[] {
  const isHttp = /^(HTTP)?$/.test(textAt(read(properties, "protocol")) ?? "HTTPS");
  const harmful = adrift.find((rule) => judgeActions(rule, "actions").length > 0);
  if (!isHttp || judged.length > 0 || harmful === undefined) return [];
  if (read(properties, "port").kind === "absent") return [];
  const message = "A rule whose listener is unknown may forward plain HTTP.";
  const evidence = [{ urn: harmful.urn, path: "/listenerArn" }];
  return [{ ...undecidable("/defaultActions", message), evidence }];
}

// POL-306: what is passed through is encrypted only if the target ends TLS.
function judgePassThrough(listening: Listening, protocol: string): readonly Observation[] {
  const { listener, stack, tlsTargets } = listening;
  const targets = listOf(listener.properties["defaultActions"]).flatMap((action, index) =>
    targetsOf(action).map((rest) =>
      stack.reference(listener, ["defaultActions", index, ...rest], [listenerTypes.targetGroup]),
    ),
  );
  const isDeclared = (name: string) => tlsTargets.includes(name);
  const areSafe =
    targets.length > 0 &&
    targets.every((target) => {
      if (target.kind === "foreign") return isDeclared(target.name);
      if (target.kind !== "resource") return false;
      return endsTls(target.resource) || isDeclared(target.resource.name);
    });
  if (areSafe) return [];
  const message = `${protocol} is passed through, and no target is declared to end TLS.`;
  const fix =
    "End TLS at the listener, give the target group an HTTPS health check, or list it in tlsTargets.";
  return [undecidable("/protocol", message, fix)];
}

function targetsOf(action: Value): readonly (readonly (string | number)[])[] {
  if (!isObject(action)) return [[]];
  if (action["targetGroupArn"] !== undefined) return [["targetGroupArn"]];
  const groups = read({ action }, "action", "forward", "targetGroups");
  if (groups.kind !== "known") return [["targetGroupArn"]];
  return listOf(groups.value).map((_group, index) => ["forward", "targetGroups", index, "arn"]);
}

// Health checks that speak HTTPS on the port of the traffic say that the target ends TLS there.
function endsTls({ properties }: StackResource): boolean {
  const protocol = textAt(read(properties, "healthCheck", "protocol"));
  const port = textAt(read(properties, "healthCheck", "port"));
  const isOfTraffic = port === "" || port === "traffic-port";
  const own = textAt(read(properties, "protocol")) ?? "";
  return encrypted.test(own) || (protocol === "HTTPS" && isOfTraffic);
}

function judgeClassic({ properties }: StackResource): readonly Observation[] {
  const { listeners } = properties;
  if (isUnknown(listeners)) return [undecidable("/listeners", "The listeners are unknown.")];
  return listOf(listeners).flatMap((listener, index) =>
    ["lbProtocol", "instanceProtocol"].flatMap((property) =>
      judgeClassicSide(listener, pointer(["listeners", index, property])),
    ),
  );
}

function judgeClassicSide(listener: Value, path: string): readonly Observation[] {
  const property = path.split("/").at(-1) ?? "";
  const protocol = textAt(read({ listener }, "listener", property));
  if (protocol === undefined) return [undecidable(path, `${property} is unknown.`)];
  if (encrypted.test(protocol)) return [];
  if (/^http$/i.test(protocol)) {
    return [violated(path, `${property} is ${textOf(protocol)}.`, `Set ${property} to https.`)];
  }
  return [undecidable(path, `${protocol} is passed through, and may carry plain text.`)];
}
