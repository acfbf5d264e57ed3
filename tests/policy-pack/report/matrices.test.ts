import assert from "node:assert/strict";
import type { ResourceUse } from "../../../policy-pack/authorization/matrix";
import type { DeclaredEdge, EdgeEnd } from "../../../policy-pack/engine/contract";
import type { ReachRow } from "../../../policy-pack/reach/matrix";
import { isolationMatrix, reachMatrix, useMatrix } from "../../../policy-pack/report/matrices";
import { resource } from "../../support/policy-pack/resources";

const row = (changes: Partial<ReachRow> = {}): ReachRow => ({
  from: "orbit",
  to: "axon",
  traffic: "tcp 8443",
  verdict: "declared",
  edges: ["orbit-axon"],
  ...changes,
});

const service = (name: string): EdgeEnd => ({ kind: "service", name });

const edge = (from: EdgeEnd, to: EdgeEnd): DeclaredEdge => ({
  component: "urn",
  path: "",
  id: "orbit-axon",
  from,
  to,
  protocol: "tcp",
  port: 8443,
  via: "lattice",
  public: false,
  actions: [],
});

describe("reachMatrix", () => {
  it("POL-423 has a row for each caller and a column for each callee, sorted", () => {
    const rows = [
      row({ from: "orbit", to: "jobs", verdict: "undecided", edges: [] }),
      row(),
      row({ from: "Internet IPv4", verdict: "undeclared", traffic: "tcp 22", edges: [] }),
      row({ traffic: "udp 53" }),
      row(),
    ];
    assert.deepEqual(reachMatrix(rows), [
      {
        title: "Reachability: what the row can open to the column",
        columns: ["axon", "jobs"],
        rows: [
          { name: "Internet IPv4", cells: ["undeclared: tcp 22", "–"] },
          {
            name: "orbit",
            cells: ["tcp 8443 (orbit-axon); udp 53 (orbit-axon)", "undecided: tcp 8443"],
          },
        ],
      },
    ]);
  });

  it("is left out where nothing reaches anything", () => {
    assert.deepEqual(reachMatrix([]), []);
  });
});

describe("isolationMatrix", () => {
  it("POL-423 tells for each pair of services what one can do with what the other owns", () => {
    const crossings = [
      { from: "axon", to: "orbit", verb: "read", certainty: "yes" },
      { from: "axon", to: "orbit", verb: "decrypt", certainty: "maybe" },
      { from: "axon", to: "orbit", verb: "read", certainty: "yes" },
    ] as const;
    const edges = [
      edge(service("orbit"), service("axon")),
      edge({ kind: "aws-service", name: "orbit" }, service("jobs")),
      edge(service("jobs"), { kind: "aws-service", name: "orbit" }),
    ];
    const [matrix] = isolationMatrix(["orbit", "axon", "jobs"], { crossings, edges });
    assert.deepEqual(matrix?.columns, ["axon", "jobs", "orbit"]);
    assert.deepEqual(matrix.rows, [
      { name: "axon", cells: ["–", "isolated", "read; undecided: decrypt"] },
      { name: "jobs", cells: ["isolated", "–", "isolated"] },
      { name: "orbit", cells: ["edge orbit-axon", "isolated", "–"] },
    ]);
  });

  it("is left out where there are not two services", () => {
    assert.deepEqual(isolationMatrix(["orbit", "orbit"], { crossings: [], edges: [] }), []);
  });
});

describe("useMatrix", () => {
  const use = (name: string, changes: Partial<ResourceUse> = {}): ResourceUse => ({
    resource: resource("aws:kms/key:Key", {}, { name }),
    owners: [],
    allowed: new Map(),
    undecided: new Map(),
    services: [],
    ...changes,
  });

  it("KMS-72 has a row for each resource, with who can do what with it", () => {
    const [matrix] = useMatrix([
      use("orbit-key", {
        owners: ["orbit"],
        allowed: new Map([["decrypt", ["orbit-task", "orbit-rotation"]]]),
        undecided: new Map([["decrypt", ["axon-task"]]]),
        services: ["logs.eu-west-1.amazonaws.com kms:Decrypt"],
      }),
      use("axon-key"),
    ]);
    assert.deepEqual(matrix?.columns, [
      "owner",
      "assume",
      "pass",
      "read",
      "decrypt",
      "invoke",
      "AWS services",
    ]);
    assert.deepEqual(matrix.rows, [
      { name: "axon-key", cells: ["–", "–", "–", "–", "–", "–", "–"] },
      {
        name: "orbit-key",
        cells: [
          "orbit",
          "–",
          "–",
          "–",
          "orbit-task; orbit-rotation; undecided: axon-task",
          "–",
          "logs.eu-west-1.amazonaws.com kms:Decrypt",
        ],
      },
    ]);
  });

  it("is left out where nobody can use anything", () => {
    assert.deepEqual(useMatrix([]), []);
  });
});
