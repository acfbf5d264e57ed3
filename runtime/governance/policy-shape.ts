import type { Expr, PolicyJson } from "@cedar-policy/cedar-wasm/nodejs";

/** Sizes of a policy's conditions that decide whether an evaluation can run out of stack. */
export interface PolicyShape {
  /** Most operators inside each other on one path; a run of the same operator counts once. */
  readonly depth: number;
  /** Most terms that are joined by one operator, as in `a || b || c`; clauses of a policy are joined too. */
  readonly chain: number;
  /** Most operators inside each other on one path, each counted. */
  readonly nesting: number;
}

/** The largest sizes that are let through; Cedar 4.13 traps when it evaluates 360 terms. */
export const shapeLimits: PolicyShape = { depth: 32, chain: 100, nesting: 132 };

interface Step {
  readonly node: unknown;
  readonly parent?: Run;
  readonly depth: number;
  readonly nesting: number;
}

/** Operators of one kind that are joined directly. */
interface Run {
  readonly operator: string;
  terms: number;
}

/** Measures the conditions of a policy, without recursion, because their depth is what is in question. */
export function shapeOf({ conditions }: PolicyJson): PolicyShape {
  let { depth, chain, nesting } = { depth: 0, chain: conditions.length, nesting: 0 };
  const steps: Step[] = conditions.map(({ body }) => ({ node: body, depth: 0, nesting: 0 }));
  for (let step = steps.pop(); step !== undefined; step = steps.pop()) {
    const inner = operation(step.node);
    if (inner === undefined) continue;
    const joins = step.parent?.operator === inner.operator;
    const run = joins && step.parent ? step.parent : { operator: inner.operator, terms: 1 };
    run.terms += 1;
    const here = { depth: step.depth + (joins ? 0 : 1), nesting: step.nesting + 1 };
    depth = Math.max(depth, here.depth);
    nesting = Math.max(nesting, here.nesting);
    chain = Math.max(chain, run.terms);
    for (const node of inner.operands) steps.push({ node, parent: run, ...here });
  }
  return { depth, chain, nesting };
}

/** The terms of a condition that are joined by `&&` at its top: it holds when all of them do. */
export function conjunctsOf(body: Expr): readonly Expr[] {
  const found: Expr[] = [];
  const open: Expr[] = [body];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if ("&&" in next && !Array.isArray(next["&&"])) open.push(next["&&"].right, next["&&"].left);
    else found.push(next);
  }
  return found;
}

const operandNames = ["left", "right", "arg", "if", "then", "else", "in"];
const leaves = ["Value", "Var", "Slot"];

// Cedar writes an expression as an object with one key, the operator or the name of a function.
function operation(node: unknown) {
  const [operator, content] = entriesOf(node)[0] ?? [];
  if (operator === undefined || leaves.includes(operator)) return undefined;
  if (Array.isArray(content)) return { operator, operands: content.map((item: unknown) => item) };
  const operands = entriesOf(content)
    .filter(([name]) => operator === "Record" || operandNames.includes(name))
    .map(([, value]) => value);
  return { operator, operands };
}

function entriesOf(value: unknown): readonly (readonly [string, unknown])[] {
  return typeof value === "object" && value !== null ? Object.entries(value) : [];
}
