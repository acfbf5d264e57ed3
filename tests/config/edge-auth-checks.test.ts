import assert from "node:assert/strict";
import fc from "fast-check";
import { checkEdgeAuth } from "../../config/edge-auth-checks";
import { planEstate } from "../../plan/estate";
import { appMesh } from "../plan/examples";
import { parse, reportsEach } from "../support/config-cases";
import { planContext } from "../support/context";

const edges = (auth?: string) => [
  {
    from: "orbit",
    to: "axon",
    ...(auth !== undefined && { auth }),
    operations: [{ method: "POST", path: "/reason", intent: "reason" }],
  },
];

describe("checkEdgeAuth", () => {
  reportsEach([
    {
      title: "credentials of AWS on a mesh that takes none",
      overrides: { ...appMesh, edges: edges("iam") },
      code: "EDG008",
      path: "edges.0.auth",
      fix: /^remove auth, or set mesh\.backend: vpc-lattice$/,
    },
    {
      title: "certificates on a mesh that asks for none",
      overrides: { edges: edges("mutual-tls") },
      code: "EDG008",
      path: "edges.0.auth",
      fix: /^remove auth, or set mesh\.backend: app-mesh$/,
    },
    {
      title: "an edge without any verification",
      overrides: { edges: edges("none") },
      code: "CFG004",
      path: "edges.0.auth",
    },
  ]);

  it("takes what the backend does when an edge does not say", () => {
    for (const [overrides, auth] of [
      [{}, "iam"],
      [appMesh, "mutual-tls"],
    ] as const) {
      for (const written of [undefined, auth]) {
        const parsed = parse({ ...overrides, edges: edges(written) });
        assert.ok(parsed.ok);
        assert.deepEqual(
          parsed.config.edges.map((edge) => edge.auth),
          [auth],
        );
      }
    }
  });

  it("gives each edge that needs credentials a role for them, and no other edge one", () => {
    for (const overrides of [{}, appMesh]) {
      const { config, environment } = planContext({ ...overrides, edges: edges() });
      const { roles } = planEstate(config, environment).identity;
      for (const { from, to, auth } of config.edges) {
        assert.equal(
          roles.some(({ key }) => key === `${from}-to-${to}`),
          auth === "iam",
        );
      }
    }
  });

  it("reports every edge that the backend cannot serve, and no other", () => {
    const backend = fc.constantFrom("vpc-lattice" as const, "app-mesh" as const);
    const auths = fc.array(fc.constantFrom("iam" as const, "mutual-tls" as const, undefined));
    fc.assert(
      fc.property(backend, auths, (mesh, written) => {
        const unfit = mesh === "vpc-lattice" ? "mutual-tls" : "iam";
        const given = written.map((auth) => ({
          from: "orbit",
          to: "axon",
          protocol: "https" as const,
          auth,
          operations: [],
        }));
        const issues = checkEdgeAuth({
          edges: given,
          mesh:
            mesh === "vpc-lattice"
              ? { backend: mesh }
              : { backend: mesh, acknowledgeAppMeshEnded: true, namespace: "agents.internal" },
        });
        assert.deepEqual(
          issues.map(({ path }) => path),
          written.flatMap((auth, index) => (auth === unfit ? [`edges.${String(index)}.auth`] : [])),
        );
      }),
    );
  });
});
