import assert from "node:assert/strict";
import fc from "fast-check";
import type { PlanContext } from "../../../plan/context";
import { type NetworkPlan, planNetwork } from "../../../plan/network";
import type { NetworkAclEntry } from "../../../plan/network/network-acls";
import type { Tier } from "../../../plan/network/tiers";
import { planContext } from "../../support/context";
import { appMesh, arbitraryOverrides, longestNames } from "../examples";

interface Packet {
  readonly tier: Tier;
  readonly direction: "in" | "out";
  readonly peer: string;
  readonly port: number;
}

// An evaluator of its own, as AWS describes it: entries by number, the first match decides, else the final deny.
function admits(network: NetworkPlan, { tier, direction, peer, port }: Packet): boolean {
  const acl = network.networkAcls.find((candidate) => candidate.tier === tier);
  const sorted = [...(acl?.entries ?? [])].sort((a, b) => a.ruleNumber - b.ruleNumber);
  return sorted.some(
    (entry) =>
      entry.egress === (direction === "out") &&
      contains(entry.cidr, peer) &&
      entry.fromPort <= port &&
      port <= entry.toPort,
  );
}

const bitsOf = (address: string) =>
  address
    .split(".")
    .map((octet) => Number(octet).toString(2).padStart(8, "0"))
    .join("");

function contains(cidr: string, address: string): boolean {
  const [base = "", length = ""] = cidr.split("/");
  return bitsOf(address).startsWith(bitsOf(base).slice(0, Number(length)));
}

/** One address in every subnet of a tier. */
const hostsIn = (network: NetworkPlan, tier: Tier) =>
  network.subnets
    .filter((subnet) => subnet.tier === tier)
    .map(({ cidr }) => cidr.replace(/\d+\/\d+$/, "9"));

// VPC Lattice User Guide: link-local addresses, and the addresses that its domain names resolve to.
const latticeHosts = ["169.254.171.7", "129.224.3.9"];
const internetHost = "203.0.113.10";
const linuxPorts = [32768, 45000, 60999];
const managedPorts = [1024, 3389, 30000, 65535];

interface Connection {
  readonly client: { readonly tier: Tier | undefined; readonly address: string };
  readonly server: { readonly tier: Tier | undefined; readonly address: string };
  readonly port: number;
  readonly clientPort: number;
}

/** The packets of a connection that a network ACL sees: the first one and its answer, at each end. */
function packetsOf({ client, server, port, clientPort }: Connection): readonly Packet[] {
  const atClient = (tier: Tier): readonly Packet[] => [
    { tier, direction: "out", peer: server.address, port },
    { tier, direction: "in", peer: server.address, port: clientPort },
  ];
  const atServer = (tier: Tier): readonly Packet[] => [
    { tier, direction: "in", peer: client.address, port },
    { tier, direction: "out", peer: client.address, port: clientPort },
  ];
  return [
    ...(client.tier === undefined ? [] : atClient(client.tier)),
    ...(server.tier === undefined ? [] : atServer(server.tier)),
  ];
}

const endsIn = (network: NetworkPlan, tier: Tier) =>
  hostsIn(network, tier).map((address) => ({ tier, address }));

const outside = (address: string) => ({ tier: undefined, address });

function connections(
  clients: readonly Connection["client"][],
  servers: readonly Connection["server"][],
  [port, clientPorts]: readonly [number, readonly number[]],
): readonly Connection[] {
  return clients.flatMap((client) =>
    servers.flatMap((server) =>
      clientPorts.map((clientPort) => ({ client, server, port, clientPort })),
    ),
  );
}

/** Every connection that the service graph needs. */
function neededConnections({ config }: PlanContext, network: NetworkPlan): readonly Connection[] {
  const endsOf = (service: string) =>
    endsIn(network, config.services[service]?.tier ?? assert.fail(`no service ${service}`));
  const lattice = latticeHosts.map(outside);
  const edges = config.edges.flatMap(({ from, to }) => {
    const port = config.services[to]?.port ?? assert.fail(`no service ${to}`);
    return config.mesh.backend === "app-mesh"
      ? connections(endsOf(from), endsOf(to), [port, linuxPorts])
      : [
          ...connections(endsOf(from), lattice, [443, linuxPorts]),
          ...connections(lattice, endsOf(to), [port, managedPorts]),
        ];
  });
  const endpoints = Object.keys(config.services).flatMap((service) =>
    connections(endsOf(service), endsIn(network, "private"), [443, linuxPorts]),
  );
  return [...edges, ...endpoints];
}

const blocked = (network: NetworkPlan, wanted: readonly Connection[]) =>
  wanted.flatMap(packetsOf).filter((packet) => !admits(network, packet));

const entriesOf = (network: NetworkPlan, tier: Tier): readonly NetworkAclEntry[] =>
  network.networkAcls.find((acl) => acl.tier === tier)?.entries ?? [];

const allEntries = (network: NetworkPlan) => network.networkAcls.flatMap(({ entries }) => entries);

/** Checks a property of the network of arbitrary configurations. */
function always(check: (network: NetworkPlan, context: PlanContext) => void): void {
  fc.assert(
    fc.property(arbitraryOverrides, (overrides) => {
      const context = planContext(overrides);
      check(planNetwork(context), context);
    }),
  );
}

describe("planNetworkAcls", () => {
  it("admits the first packet and the answer of every declared call and every endpoint use", () => {
    always((network, context) => {
      assert.deepEqual(blocked(network, neededConnections(context, network)), []);
    });
  });

  it("lets the private tier out through NAT, and only where a gateway stands", () => {
    for (const natGateways of ["none", "single", "per-zone"]) {
      const { config } = planContext();
      const network = planNetwork(planContext({ network: { ...config.network, natGateways } }));
      const internet = [outside(internetHost)];
      const throughNat = connections(endsIn(network, "private"), internet, [443, linuxPorts]);
      const gatewayOut = connections(endsIn(network, "public"), internet, [
        443,
        managedPorts.slice(2),
      ]);
      const intoGateway = hostsIn(network, "private").map(
        (peer): Packet => ({ tier: "public", direction: "in", peer, port: 443 }),
      );
      const refused = [
        ...blocked(network, [...throughNat, ...gatewayOut]),
        ...intoGateway.filter((packet) => !admits(network, packet)),
      ];
      const admitted = natGateways !== "none";
      assert.equal(refused.length === 0, admitted, `${natGateways}: ${JSON.stringify(refused)}`);
    }
  });

  it("names only private addresses and VPC Lattice in axon-runtime, in every configuration", () => {
    always((network) => {
      for (const { cidr } of entriesOf(network, "axon-runtime")) {
        assert.ok(
          cidr.startsWith("10.20.") || latticeHosts.some((host) => contains(cidr, host)),
          cidr,
        );
        assert.notEqual(cidr, "0.0.0.0/0");
      }
    });
  });

  it("refuses axon-runtime any packet to or from the Internet, in every configuration", () => {
    always((network) => {
      for (const port of [22, 443, 3389, 8443, 45000]) {
        for (const direction of ["in", "out"] as const) {
          const packet = { tier: "axon-runtime", direction, peer: internetHost, port } as const;
          assert.equal(admits(network, packet), false, JSON.stringify(packet));
        }
      }
    });
  });

  it("never admits remote administration from the whole Internet", () => {
    always((network) => {
      for (const tier of network.tiers) {
        for (const port of [22, 3389]) {
          const packet = { tier, direction: "in", peer: internetHost, port } as const;
          assert.equal(admits(network, packet), false, JSON.stringify(packet));
        }
      }
    });
  });

  it("refuses calls against the direction of an edge", () => {
    const network = planNetwork(planContext(appMesh));
    const reversed = connections(endsIn(network, "axon-runtime"), endsIn(network, "private"), [
      8443,
      linuxPorts,
    ]);
    for (const connection of reversed) {
      const [first] = packetsOf(connection);
      assert.ok(first !== undefined && !admits(network, first), JSON.stringify(first));
    }
  });

  it("keeps every range of ports below the whole range, with first before last", () => {
    always((network) => {
      for (const { fromPort, toPort, key } of allEntries(network)) {
        assert.ok(fromPort >= 1 && fromPort <= toPort && toPort <= 65535, key);
        assert.ok(fromPort >= 443 && toPort - fromPort < 65535, key);
      }
    });
  });

  it("numbers entries once per direction and keys them once per tier", () => {
    always((network) => {
      for (const { entries } of network.networkAcls) {
        const numbers = entries.map(({ egress, ruleNumber }) => `${String(egress)}-${ruleNumber}`);
        const keys = entries.map(({ key }) => key);
        assert.equal(new Set(numbers).size, entries.length);
        assert.equal(new Set(keys).size, entries.length);
        assert.ok(entries.every(({ ruleNumber }) => ruleNumber >= 1 && ruleNumber <= 32766));
      }
    });
  });

  // The quota of 20 per direction counts the final deny (VPC quotas, "Rules per network ACL").
  it("stays within 19 entries per direction", () => {
    always((network) => {
      for (const { tier, entries } of network.networkAcls) {
        for (const egress of [true, false]) {
          const count = entries.filter((entry) => entry.egress === egress).length;
          assert.ok(count <= 19, `${tier} has ${String(count)}`);
        }
      }
    });
  });

  it("has an ACL for every tier, empty where nothing may pass", () => {
    const { networkAcls } = planNetwork(
      planContext({
        services: {},
        edges: [],
        network: { cidr: "10.20.0.0/16", zones: ["us-east-1a", "us-east-1b"], natGateways: "none" },
      }),
    );
    assert.deepEqual(networkAcls, [
      { tier: "public", entries: [] },
      { tier: "private", entries: [] },
      { tier: "axon-runtime", entries: [] },
    ]);
  });

  it("gives the same numbers whatever the order of services and edges", () => {
    const { edges } = planContext(longestNames).config;
    const reversed = {
      ...longestNames,
      services: Object.fromEntries(Object.entries(longestNames["services"] ?? {}).reverse()),
      edges: [...edges].reverse(),
    };
    assert.deepEqual(
      planNetwork(planContext(reversed)).networkAcls,
      planNetwork(planContext(longestNames)).networkAcls,
    );
  });
});
