import type { ConfigIssue } from "./issues";
import { showValue } from "./issues";
import type { Config } from "./resolve";

/** Checks of the governance section that need its defaults, or the graph beside it. */
export function checkGovernance(config: Config): readonly ConfigIssue[] {
  return [...checkKeyGenerations(config), ...checkConcurrency(config)];
}

function checkKeyGenerations({ governance }: Config): readonly ConfigIssue[] {
  const [first, second] = governance.receipts.keyGenerations;
  if (first === undefined || second === undefined || first < second) return [];
  return [
    {
      code: "GOV001",
      path: "governance.receipts.keyGenerations",
      problem: "not ascending",
      given: showValue(governance.receipts.keyGenerations),
      allowed: "one generation, or the present one followed by a higher one",
      fix: `write [${String(second)}, ${String(Math.max(first, second + 1))}]`,
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
