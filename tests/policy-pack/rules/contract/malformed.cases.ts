import type { Properties, Value } from "../../../../policy-pack/engine/value";
import { malformed } from "../../../../policy-pack/rules/contract/malformed";
import { resource, unknown } from "../../../support/policy-pack/resources";
import { type RuleCase, ruleCases } from "../../../support/policy-pack/rule-cases";
import { component, declaration, send } from "./contracts";

const edge = { id: "a", from: "orbit", to: "axon", port: 8443 };

const wrong = (path: string, contract: Properties, message?: RegExp): RuleCase => ({
  title: `a wrong ${path}`,
  resources: [component(contract)],
  verdict: "fail",
  level: "mandatory",
  count: 1,
  path: `/zeroTrust/${path}`,
  ...(message !== undefined && { message }),
});
const wrongEdge = (key: string, value: Value) =>
  wrong(`edges/0/${key}`, { edges: [{ ...edge, [key]: value }] });
const wrongDocument = (key: string, value: Value) =>
  wrong(`documents/0/${key}`, { documents: [{ ...declaration([send]), [key]: value }] });

export const malformedCases = ruleCases(malformed, [
  {
    title: "edges of every form",
    resources: [
      component({
        edges: [
          edge,
          { ...edge, id: "b", port: 0, protocol: "udp", via: "app-mesh" },
          { id: "c", from: "orbit", to: "axon", protocol: "icmp" },
          { id: "d", from: "orbit", to: "s3.amazonaws.com", via: "identity" },
          { ...edge, id: "e", from: "0.0.0.0/0", port: 65_535, public: true },
        ],
      }),
    ],
    verdict: "pass",
  },
  {
    title: "one statement without a list, and statements with unknown leaves",
    resources: [
      component({
        documents: [
          declaration(send),
          declaration([{ ...send, Resource: [unknown] }, unknown], "send", "b"),
        ],
      }),
    ],
    verdict: "pass",
  },
  wrong("documents", { documents: {} }, /^zeroTrust\.documents is \{\}; it must be a list\.$/),
  wrong("documents/0", { documents: ["send"] }),
  wrongDocument("id", ""),
  wrongDocument("kind", "user"),
  wrongDocument("target", 1),
  wrongDocument("property", null),
  wrongDocument("statements", "all"),
  wrong("documents/1/id", { documents: [declaration([send]), declaration([send])] }, /used before/),
  wrong("edges/0", { edges: [1] }),
  wrongEdge("id", 1),
  wrongEdge("from", ""),
  wrongEdge("to", null),
  wrongEdge("protocol", "sctp"),
  wrongEdge("via", "carrier"),
  wrongEdge("port", "8443"),
  wrongEdge("port", -1),
  wrongEdge("port", 65_536),
  wrongEdge("port", 1.5),
  wrongEdge("public", "yes"),
  wrongEdge("actions", ["sqs:SendMessage"][0] ?? ""),
  wrong("edges/0/port", { edges: [{ id: "a", from: "orbit", to: "axon" }] }, /is absent/),
  wrong("edges/1/id", { edges: [edge, edge] }),
  wrong("members", { members: [] }),
  wrong("members/orbit", { members: { orbit: ["orbit-sg"] } }),
  wrong("members/orbit/roles", { members: { orbit: { roles: "orbit-role" } } }),
  wrong("members/orbit/roles/0", { members: { orbit: { roles: [1] } } }),
  wrong("source", { source: "queue.ts" }),
  wrong("source/line", { source: { file: "queue.ts", line: 0 } }),
  wrong("source/file", { source: { line: 1 } }),
  wrong("accountBaseline", { accountBaseline: "mine" }),
  wrong("waivers", { waivers: "none" }),
  {
    title: "a contract that is no object",
    resources: [resource("demo:index:Component", { zeroTrust: "1" })],
    verdict: "fail",
    path: "/zeroTrust",
  },
  {
    title: "an unknown end of an edge",
    resources: [component({ edges: [{ ...edge, to: unknown }] })],
    verdict: "undecided",
    level: "mandatory",
    path: "/zeroTrust/edges/0/to",
    message: /^zeroTrust\.edges\.0\.to is unknown: a contract is plain data\.$/,
  },
  {
    title: "a contract that is wholly unknown",
    resources: [resource("demo:index:Component", { zeroTrust: unknown })],
    verdict: "undecided",
    path: "/zeroTrust",
  },
  {
    title: "an unknown version, which contract/unknown-version cannot decide",
    resources: [resource("demo:index:Component", { zeroTrust: { contract: unknown } })],
    verdict: "pass",
  },
]);
