import type { Properties } from "../../../../policy-pack/engine/value";
import { unknownKey } from "../../../../policy-pack/rules/contract/unknown-key";
import { resource } from "../../../support/policy-pack/resources";
import { type RuleCase, ruleCases } from "../../../support/policy-pack/rule-cases";
import { component, declaration, send } from "./contracts";

const edge = { id: "a", from: "orbit", to: "axon", port: 8443 };

const surplus = (title: string, contract: Properties, path: string): RuleCase => ({
  requirement: "POL-61",
  title,
  resources: [component(contract)],
  verdict: "fail",
  level: "mandatory",
  count: 1,
  path: `/zeroTrust/${path}`,
});

export const unknownKeyCases = ruleCases(unknownKey, [
  {
    requirement: "POL-60",
    title: "a contract with every key",
    resources: [
      component({
        source: { file: "components/queue.ts", line: 12 },
        documents: [declaration([{ ...send, AnyKey: 1 }])],
        edges: [
          { ...edge, protocol: "tcp", via: "lattice", public: false, actions: ["sqs:SendMessage"] },
        ],
        members: { orbit: { securityGroups: ["orbit-sg"], roles: ["orbit-role"] } },
        accountBaseline: "reference",
        waivers: [],
      }),
    ],
    verdict: "pass",
  },
  {
    title: "a component without a contract",
    resources: [resource("demo:index:C", { edge: 1 })],
    verdict: "pass",
  },
  surplus("a misspelt key", { edge: [] }, "edge"),
  surplus(
    "a key of a document",
    { documents: [{ ...declaration([send]), statement: 1 }] },
    "documents/0/statement",
  ),
  surplus("a key of an edge", { edges: [edge, { ...edge, id: "b", prot: "tcp" }] }, "edges/1/prot"),
  surplus("a key of the source", { source: { file: "a.ts", line: 1, column: 2 } }, "source/column"),
  surplus(
    "a kind of member",
    { members: { orbit: { groups: ["orbit-sg"] } } },
    "members/orbit/groups",
  ),
  {
    title: "what to write instead",
    resources: [component({ edge: [] })],
    verdict: "fail",
    message: /^The contract has no key edge here\.$/,
    fix: /use one of contract, source, documents, edges, members/,
  },
]);
