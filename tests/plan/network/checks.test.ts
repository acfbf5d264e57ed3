import assert from "node:assert/strict";
import { checkAddressPlan } from "../../../plan/network/checks";
import { planContext } from "../../support/context";

const zones = ["us-east-1a", "us-east-1b"];

const issuesOf = (network: Readonly<Record<string, unknown>>) =>
  checkAddressPlan(planContext({ network: { cidr: "10.20.0.0/16", zones, ...network } }).config, {
    region: "us-east-1",
  });

const refused: readonly {
  readonly title: string;
  readonly network: Readonly<Record<string, unknown>>;
  readonly code: string;
  readonly path?: string;
  readonly fix?: RegExp;
}[] = [
  { title: "an octet above 255", network: { cidr: "10.256.0.0/16" }, code: "NET001" },
  { title: "a prefix above 32", network: { cidr: "10.20.0.0/33" }, code: "NET001" },
  {
    title: "a reserved block that is none",
    network: { reservedCidrs: ["10.30.0.0/16", "10.300.0.0/16"] },
    code: "NET001",
    path: "network.reservedCidrs.1",
  },
  {
    title: "bits after the prefix",
    network: { cidr: "10.20.1.0/16" },
    code: "NET002",
    fix: /write 10\.20\.0\.0\/16/,
  },
  { title: "a public block", network: { cidr: "8.8.0.0/16" }, code: "NET002" },
  {
    title: "a block larger than its private range",
    network: { cidr: "192.168.0.0/15" },
    code: "NET002",
  },
  {
    title: "a block larger than a VPC may be",
    network: { cidr: "10.0.0.0/15" },
    code: "NET003",
    fix: /\/16/,
  },
  {
    title: "a block without room for four tiers in eight zones",
    network: { cidr: "10.20.0.0/24" },
    code: "NET003",
    fix: /\/23/,
  },
  {
    title: "a zone of another Region",
    network: { zones: ["us-east-1a", "us-west-2b"] },
    code: "NET004",
    path: "network.zones.1",
  },
  {
    title: "a zone of a Region whose name only begins alike",
    network: { zones: ["us-east-1a", "us-east-2a"] },
    code: "NET004",
    path: "network.zones.1",
  },
  {
    title: "a zone named twice",
    network: { zones: ["us-east-1a", "us-east-1a"] },
    code: "NET005",
    path: "network.zones.1",
  },
  {
    title: "a block that holds a reserved one",
    network: { reservedCidrs: ["10.20.200.0/24"] },
    code: "NET006",
  },
  {
    title: "a block inside a reserved one",
    network: { reservedCidrs: ["10.0.0.0/8"] },
    code: "NET006",
  },
  {
    title: "the range that AWS claims for itself",
    network: { cidr: "172.17.0.0/16" },
    code: "NET006",
  },
];

describe("checkAddressPlan", () => {
  for (const { title, network, code, path, fix } of refused) {
    it(`reports ${title} as ${code}, and nothing else`, () => {
      const issues = issuesOf(network);
      assert.deepEqual(
        issues.map((issue) => [issue.code, issue.path]),
        [[code, path ?? "network.cidr"]],
      );
      if (fix !== undefined) assert.match(issues[0]?.fix ?? "", fix);
    });
  }

  for (const cidr of ["10.20.0.0/16", "172.16.0.0/16", "192.168.2.0/23", "100.64.0.0/20"]) {
    it(`accepts ${cidr} beside a reserved neighbour`, () => {
      assert.deepEqual(issuesOf({ cidr, reservedCidrs: ["10.21.0.0/16"] }), []);
    });
  }

  it("reports problems of block, reservation and zones together", () => {
    const issues = issuesOf({
      cidr: "8.8.0.0/16",
      reservedCidrs: ["8.8.8.0/24"],
      zones: ["us-west-2a", "us-west-2a"],
    });
    assert.deepEqual(
      issues.map(({ code }) => code),
      ["NET002", "NET006", "NET004", "NET005"],
    );
  });
});
