/**
 * The control map: which resources of a stack put which control into effect, by which rules and tests that is shown,
 * and what is left to people. The stack is previewed; nothing is deployed and nobody is asked.
 */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { ConfigError } from "../config/issues";
import { catalog } from "../policy-pack/catalog";
import { ProgramError, UsageError } from "../preview/errors";
import { previewProgram } from "../preview/index";
import { documentControls } from "./controls/document";
import { estateEvidence } from "./controls/estate-evidence";
import { controlsPage } from "./controls/page";
import { type ControlMap, resolveControls } from "./controls/resolve";
import type { MappedResource, Selector } from "./controls/row";
import { standardControls } from "./controls/standards";
import { testTitles } from "./controls/titles";

const usage = `usage: npm run controls [-- <stack>] [--check]

  <stack>   stack whose resources stand in the map (default: prod)
  --check   writes nothing, and fails where docs/controls.md is stale

exit code: 0 the map holds, 1 entries are stale, 2 wrong usage or configuration`;

/** The map of a stack's resources, with its page. */
export interface StackControls {
  /** Rows and stale entries. */
  readonly map: ControlMap;
  /** Text of docs/controls.md. */
  readonly page: string;
}

/** The control map of resources that a stack declares. */
export function controlsOf(
  root: string,
  stack: string,
  resources: readonly MappedResource[],
): StackControls {
  const has = ({ type }: Selector) => resources.some((each) => each.type.endsWith(`:${type}`));
  const { rows, gaps } = standardControls(catalog, estateEvidence, has);
  const map = resolveControls([...documentControls, ...rows], {
    resources,
    rules: new Set(catalog.map(({ id }) => id)),
    tests: testTitles(root),
  });
  return { map, page: controlsPage({ stack, map, gaps }) };
}

async function main(root: string, argv: readonly string[]): Promise<number> {
  const isCheck = argv.includes("--check");
  const [stack = "prod", ...rest] = argv.filter((argument) => argument !== "--check");
  if (rest.length > 0 || stack.startsWith("-")) throw new UsageError(usage);
  const { resources } = await previewProgram({ directory: root, stack });
  const controls = controlsOf(root, stack, resources);
  const { problems } = controls.map;
  for (const problem of problems) console.error(problem);
  const isFresh = isCheck ? checkPage(root, controls) : writeMap(root, stack, controls);
  return problems.length === 0 && isFresh ? 0 : 1;
}

const pageFile = "docs/controls.md";

function checkPage(root: string, { page }: StackControls): boolean {
  const isFresh = readFileSync(path.join(root, pageFile), "utf8") === page;
  if (!isFresh) console.error(`${pageFile} is stale; run npm run controls`);
  return isFresh;
}

// The page in docs is production's; of other stacks the JSON alone is kept.
function writeMap(root: string, stack: string, { map, page }: StackControls): true {
  const json = path.join("dist/controls", `${stack}.json`);
  mkdirSync(path.join(root, "dist/controls"), { recursive: true });
  writeFileSync(path.join(root, json), `${JSON.stringify(map.rows, null, 2)}\n`);
  if (stack === "prod") writeFileSync(path.join(root, pageFile), page);
  console.log(page);
  console.log(`Written: ${json}`);
  return true;
}

if (require.main === module) {
  main(process.cwd(), process.argv.slice(2)).then(
    (exitCode) => {
      process.exitCode = exitCode;
    },
    (error: unknown) => {
      if (
        !(
          error instanceof UsageError ||
          error instanceof ConfigError ||
          error instanceof ProgramError
        )
      ) {
        throw error;
      }
      console.error(error.message);
      process.exitCode = 2;
    },
  );
}
