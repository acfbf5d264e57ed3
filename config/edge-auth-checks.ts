import type { ConfigIssue } from "./issues";
import { showValue } from "./issues";
import type { WrittenConfig } from "./schema";

type Backend = WrittenConfig["mesh"]["backend"];
type Auth = NonNullable<WrittenConfig["edges"][number]["auth"]>;

/** How each backend verifies callers: the one way it knows. */
export const authOf: Readonly<Record<Backend, Auth>> = {
  "vpc-lattice": "iam",
  "app-mesh": "mutual-tls",
};

const cannot: Readonly<Record<Auth, string>> = {
  iam: "checks no signature and takes no credentials of AWS",
  "mutual-tls": "asks callers for no certificate",
};

/** Checks that the mesh can verify the callers of each edge in the way that the edge asks for. */
export function checkEdgeAuth({
  edges,
  mesh: { backend },
}: Pick<WrittenConfig, "edges" | "mesh">): readonly ConfigIssue[] {
  return edges.flatMap(({ auth }, index): readonly ConfigIssue[] => {
    if (auth === undefined || auth === authOf[backend]) return [];
    const [other] = Object.entries(authOf).find(([, known]) => known === auth) ?? [];
    return [
      {
        code: "EDG008",
        path: `edges.${String(index)}.auth`,
        problem: `mesh.backend ${backend} ${cannot[auth]}`,
        given: showValue(auth),
        allowed: authOf[backend],
        fix: `remove auth, or set mesh.backend: ${other ?? ""}`,
      },
    ];
  });
}
