import { about, byType } from "../../engine/observations";
import type { StackRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { databaseTls as engines, judgeDatabaseTls } from "../../transport/database-tls";

/** Databases refuse clients without TLS. */
export const databaseTls: StackRule = {
  id: "encrypt/database-tls",
  title: "Databases refuse clients without TLS",
  severity: "high",
  level: "mandatory",
  onUndecided: "fail",
  needs: "stack",
  applies: [...new Set(engines.flatMap(({ type, groupType }) => [type, groupType]))],
  why: "A database that only offers TLS leaves the choice to each client, and most drivers fall back to plain text in silence.",
  fix: "Name a parameter group of this stack that demands TLS.",
  decides:
    "The parameter group of the stack, or the engine's default for its version, demands TLS from every client.",
  cannotDecide:
    "Parameter groups of other stacks; Oracle and Db2, where an option group decides; defaults of MySQL from 8.4 and MariaDB from 11.8.",
  frameworks: {
    ...familyFrameworks.encrypt,
    nist80053: ["SC-8", "SC-8(1)"],
    pciDss: ["4.2.1"],
  },
  params: {},
  since: "0.2.0",
  examples: {
    pass: 'engine: "postgres", engineVersion: "16.4"',
    fail: 'engine: "mysql" with a parameter group that does not set require_secure_transport',
  },
  check: (stack) =>
    [...rows].flatMap(([type, ofType]) =>
      stack
        .ofType(type)
        .flatMap((resource) =>
          ofType
            .flatMap((row) => about(resource, judgeDatabaseTls(stack, resource, row)))
            .slice(0, 1),
        ),
    ),
};

const rows = byType(engines);
