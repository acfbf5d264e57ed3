import assert from "node:assert/strict";
import fc from "fast-check";
import { edgeEnd, edgeEndText } from "../../../policy-pack/contract/edge-end";
import { contractIn } from "../../../policy-pack/contract/read";
import type { Properties, Value } from "../../../policy-pack/engine/value";
import { unknown } from "../../support/policy-pack/resources";

const urn = "urn:pulumi:dev::project::demo:index:Queue::queue";
const read = (contract: Properties) => contractIn(urn, { zeroTrust: { contract: 1, ...contract } });

describe("contractIn", () => {
  it("POL-60 reads documents, edges and members", () => {
    const contract = read({
      source: { file: "components/queue.ts", line: 12 },
      documents: [
        {
          id: "send",
          kind: "identity",
          target: "orbit-send",
          property: "policy",
          statements: [{ Sid: "A" }],
        },
      ],
      edges: [
        {
          id: "orbit-axon",
          from: "orbit",
          to: "axon",
          protocol: "tcp",
          port: 8443,
          via: "lattice",
        },
      ],
      members: { orbit: { securityGroups: ["orbit-sg"], roles: ["orbit-role"] } },
    });
    assert.deepEqual(contract, {
      component: urn,
      documents: [
        {
          component: urn,
          path: "/zeroTrust/documents/0",
          id: "send",
          kind: "identity",
          target: "orbit-send",
          property: "policy",
          statements: [{ Sid: "A" }],
        },
      ],
      edges: [
        {
          component: urn,
          path: "/zeroTrust/edges/0",
          id: "orbit-axon",
          from: { kind: "service", name: "orbit" },
          to: { kind: "service", name: "axon" },
          protocol: "tcp",
          via: "lattice",
          port: 8443,
          public: false,
          actions: [],
        },
      ],
      members: [
        { service: "orbit", kind: "securityGroups", name: "orbit-sg" },
        { service: "orbit", kind: "roles", name: "orbit-role" },
      ].map(({ service, kind, name }) => ({
        component: urn,
        path: `/zeroTrust/members/${service}/${kind}/0`,
        service,
        kind,
        name,
      })),
      accountBaseline: undefined,
      waivers: [],
      problems: [],
    });
  });

  it("is absent where a component publishes nothing, and empty with a problem where it cannot be read", () => {
    assert.equal(contractIn(urn, {}), undefined);
    assert.equal(contractIn(urn, { zeroTrust: null }), undefined);
    for (const zeroTrust of [unknown, 1, [], { contract: 2, edges: [1] }]) {
      const contract = contractIn(urn, { zeroTrust });
      assert.deepEqual([contract?.documents, contract?.problems.length], [[], 1]);
    }
  });

  it("leaves out what cannot be used, and keeps its neighbours", () => {
    const edge = { id: "a", from: "orbit", to: "axon", port: 1 };
    const contract = read({
      edges: [{ ...edge, to: unknown }, { ...edge, id: "b" }, "c"],
      members: { orbit: { roles: [unknown, "orbit-role"], nothing: ["x"] } },
    });
    assert.deepEqual(
      contract?.edges.map(({ id }) => id),
      ["b"],
    );
    assert.deepEqual(
      contract.members.map(({ name }) => name),
      ["orbit-role"],
    );
    assert.deepEqual(
      contract.problems.map(({ kind, path }) => [kind, path]),
      [
        ["unknown", "/zeroTrust/edges/0/to"],
        ["malformed", "/zeroTrust/edges/2"],
        ["key", "/zeroTrust/members/orbit/nothing"],
        ["unknown", "/zeroTrust/members/orbit/roles/0"],
      ],
    );
  });

  it("throws on nothing, and says something of whatever it does not use", () => {
    const value = fc.letrec<{ value: Value }>((tie) => ({
      value: fc.oneof(
        { depthSize: "small" },
        fc.constantFrom<Value>(unknown, null, true, 1, "orbit", "__proto__"),
        fc.array(tie("value"), { maxLength: 3 }),
        fc.dictionary(
          fc.constantFrom("id", "from", "to", "kind", "roles", "__proto__"),
          tie("value"),
        ),
      ),
    })).value;
    const keys = fc.constantFrom("documents", "edges", "members", "source", "waivers", "edge");
    fc.assert(
      fc.property(fc.dictionary(keys, value), (contract) => {
        const found = read(contract);
        const listed = Array.isArray(contract["edges"]) ? contract["edges"].length : 0;
        assert.ok(found !== undefined);
        assert.ok(found.edges.length === listed || found.problems.length > 0);
      }),
    );
  });
});

describe("edgeEnd", () => {
  for (const [text, end] of [
    ["orbit", { kind: "service", name: "orbit" }],
    ["10.0.0.0/16", { kind: "cidr", block: "10.0.0.0/16" }],
    ["::/0", { kind: "cidr", block: "::/0" }],
    ["pl-63a5400a", { kind: "prefix-list", name: "pl-63a5400a" }],
    ["com.amazonaws.eu-west-1.s3", { kind: "prefix-list", name: "com.amazonaws.eu-west-1.s3" }],
    ["kms.amazonaws.com", { kind: "aws-service", name: "kms" }],
    ["pl-orbit", { kind: "service", name: "pl-orbit" }],
    ["orbit.example.com", { kind: "service", name: "orbit.example.com" }],
  ] as const) {
    it(`POL-60 reads ${text} as ${end.kind}, and writes it back`, () => {
      assert.deepEqual(edgeEnd(text), end);
      assert.equal(edgeEndText(edgeEnd(text)), text);
    });
  }
});
