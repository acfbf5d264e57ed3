import { byType } from "../../engine/observations";
import type { ResourceRule } from "../../engine/rule";
import { familyFrameworks } from "../../frameworks/frameworks";
import { judgeTlsPolicy, tlsPolicies } from "../../transport/tls-policies";

/** Endpoints accept nothing below TLS 1.2. */
export const tlsPolicy: ResourceRule = {
  id: "encrypt/tls-policy",
  title: "Endpoints accept nothing below TLS 1.2",
  severity: "medium",
  level: "mandatory",
  onUndecided: "fail",
  needs: "resource",
  applies: [...new Set(tlsPolicies.map(({ type }) => type))],
  why: "TLS 1.0 and 1.1 have known weaknesses, and a client that is talked down to them has no protection.",
  fix: "Name a TLS policy that begins at TLS 1.2.",
  decides:
    "The named TLS policy, or the one AWS chooses when none is named, is in the dated table of policies that begin at TLS 1.2.",
  cannotDecide:
    "Policies that AWS published after the table's date, and negotiation policies of classic load balancers.",
  frameworks: {
    ...familyFrameworks.encrypt,
    nist80053: ["SC-8", "SC-8(1)", "SC-13"],
    pciDss: ["4.2.1"],
  },
  params: {},
  since: "0.2.0",
  examples: {
    pass: 'sslPolicy: "ELBSecurityPolicy-TLS13-1-2-Res-PQ-2025-09"',
    fail: "an HTTPS listener without sslPolicy",
  },
  check: ({ type, properties }) =>
    (policies.get(type) ?? []).flatMap((policy) => judgeTlsPolicy(properties, policy)),
};

const policies = byType(tlsPolicies);
