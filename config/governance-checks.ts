import type { ConfigIssue } from "./issues";
import { showValue } from "./issues";
import type { Config } from "./resolve";

/** Checks of the governance section that need its defaults, or the graph beside it. */
export function checkGovernance(config: Config): readonly ConfigIssue[] {
  return [...checkKeyGenerations(config), ...checkConcurrency(config)];
}

function checkKeyGenerations({ governance }: Config): readonly ConfigIssue[] {
  const [first, second] = governance.receipts.keyGenerations;
  if (first !== second || first === undefined) return [];
  return [
    {
      code: "GOV001",
      path: "governance.receipts.keyGenerations",
      problem: "generation named twice",
      given: showValue(governance.receipts.keyGenerations),
      allowed: "one generation, or two different ones",
      fix: `write [${String(first)}], or [${String(first + 1)}, ${String(first)}] to begin a rotation`,
    },
  ];
}

// Provisioned instances are part of the reserved ones, and the alias of the heartbeat needs one beside them.
function checkConcurrency({ governance, edges }: Config): readonly ConfigIssue[] {
  const { provisionedConcurrency, reservedConcurrency } = governance;
  const callers = new Set(edges.map(({ from }) => from)).size;
  const needed = provisionedConcurrency * callers + 1;
  if (reservedConcurrency === undefined || reservedConcurrency >= needed) return [];
  return [
    {
      code: "GOV002",
      path: "governance.reservedConcurrency",
      problem: `${String(callers)} calling services with ${String(provisionedConcurrency)} provisioned each do not fit`,
      given: showValue(reservedConcurrency),
      allowed: `at least ${String(needed)}`,
      fix: `use ${String(needed)} or more, or lower governance.provisionedConcurrency`,
    },
  ];
}
