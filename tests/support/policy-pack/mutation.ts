import { readFileSync } from "node:fs";
import Module from "node:module";
import path from "node:path";
import ts from "typescript";
import type { Rule } from "../../../policy-pack/engine/rule";
import { contradictions, findingsOf, type RuleCase } from "./rule-cases";

const folder = path.resolve(__dirname, "../../../policy-pack/rules");

/** One defect, seeded into the source of a rule. */
export interface Mutant {
  /** Line of the rule's file, from 1. */
  readonly line: number;
  /** Code before and after, for people. */
  readonly change: string;
  /** Whole source with the defect. */
  readonly source: string;
}

/** Properties that are text for people, or that no case can show: a change there is no defect of the check. */
const texts: ReadonlySet<string> = new Set([
  "id",
  "title",
  "severity",
  "level",
  "strictLevel",
  "onUndecided",
  "minimum",
  "why",
  "fix",
  "decides",
  "cannotDecide",
  "frameworks",
  "since",
  "examples",
  "message",
  "description",
  "needs",
  "type",
]);

const swapped: Readonly<Partial<Record<ts.SyntaxKind, string>>> = {
  [ts.SyntaxKind.EqualsEqualsEqualsToken]: "!==",
  [ts.SyntaxKind.ExclamationEqualsEqualsToken]: "===",
  [ts.SyntaxKind.LessThanToken]: "<=",
  [ts.SyntaxKind.LessThanEqualsToken]: "<",
  [ts.SyntaxKind.GreaterThanToken]: ">=",
  [ts.SyntaxKind.GreaterThanEqualsToken]: ">",
  [ts.SyntaxKind.AmpersandAmpersandToken]: "||",
  [ts.SyntaxKind.BarBarToken]: "&&",
};

interface Edit {
  readonly node: ts.Node;
  readonly text: string;
}

/** Every single change of an operator, a constant or a condition in the file of a rule. */
export function mutantsOf(id: string): readonly Mutant[] {
  const file = path.join(folder, `${id}.ts`);
  const source = readFileSync(file, "utf8");
  const tree = ts.createSourceFile(file, source, ts.ScriptTarget.ES2023, true);
  return editsIn(tree).map(({ node, text }) => {
    const start = node.getStart(tree);
    return {
      line: tree.getLineAndCharacterOfPosition(start).line + 1,
      change: `${node.getText(tree)} → ${text}`,
      source: source.slice(0, start) + text + source.slice(node.getEnd()),
    };
  });
}

function editsIn(node: ts.Node): readonly Edit[] {
  if (isBesideTheCheck(node)) return [];
  const children: Edit[] = [];
  ts.forEachChild(node, (child) => {
    children.push(...editsIn(child));
  });
  return [...editsAt(node), ...children];
}

// Types that a stack rule lists say what it covers; its check finds them by itself.
const isCoverage = (node: ts.PropertyAssignment): boolean =>
  node.name.getText() === "applies" && node.getSourceFile().text.includes('needs: "stack"');

const isBesideTheCheck = (node: ts.Node): boolean =>
  ts.isImportDeclaration(node) ||
  ts.isTypeNode(node) ||
  ts.isInterfaceDeclaration(node) ||
  ts.isTypeAliasDeclaration(node) ||
  ts.isTemplateExpression(node) ||
  (ts.isPropertyAssignment(node) && (texts.has(node.name.getText()) || isCoverage(node))) ||
  (ts.isVariableDeclaration(node) && ["message", "fix"].includes(node.name.getText()));

function editsAt(node: ts.Node): readonly Edit[] {
  // A rule whose decisions are made elsewhere can still be left without any.
  if (ts.isPropertyAssignment(node) && node.name.getText() === "check") {
    return [{ node: node.initializer, text: "() => []" }];
  }
  if (ts.isBinaryExpression(node)) {
    const text = swapped[node.operatorToken.kind];
    return text === undefined ? [] : [{ node: node.operatorToken, text }];
  }
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
    return [{ node, text: node.operand.getText() }];
  }
  if (ts.isConditionalExpression(node)) {
    return [{ node: node.condition, text: `!(${node.condition.getText()})` }];
  }
  if (ts.isIfStatement(node)) {
    return [{ node: node.expression, text: `!(${node.expression.getText()})` }];
  }
  return constantEdit(node);
}

function constantEdit(node: ts.Node): readonly Edit[] {
  if (node.kind === ts.SyntaxKind.TrueKeyword) return [{ node, text: "false" }];
  if (node.kind === ts.SyntaxKind.FalseKeyword) return [{ node, text: "true" }];
  if (ts.isNumericLiteral(node)) return [{ node, text: String(Number(node.text) + 1) }];
  if (ts.isRegularExpressionLiteral(node)) return [{ node, text: "/(?!)/" }];
  // Text with a space is a sentence for people.
  if (!ts.isStringLiteral(node) || isPropertyName(node) || node.text.includes(" ")) return [];
  return [{ node, text: JSON.stringify(`${node.text}~`) }];
}

const isPropertyName = (node: ts.StringLiteral): boolean =>
  ts.isPropertyAssignment(node.parent) && node.parent.name === node;

/** Whether the cases of a rule notice the defect: one of them comes out otherwise than it must. */
export function isNoticed(rule: Rule, { source }: Mutant, cases: readonly RuleCase[]): boolean {
  let mutated: Rule | undefined;
  try {
    mutated = load(rule.id, source);
  } catch {
    return true;
  }
  if (mutated === undefined) return true;
  const defective = mutated;
  return cases.some((each) => {
    try {
      return contradictions(each, findingsOf(defective, each)).length > 0;
    } catch {
      return true;
    }
  });
}

function load(id: string, source: string): Rule | undefined {
  const file = path.join(folder, `${id}.ts`);
  const { outputText } = ts.transpileModule(source, {
    fileName: file,
    compilerOptions: {
      module: ts.ModuleKind.CommonJS,
      target: ts.ScriptTarget.ES2023,
      esModuleInterop: true,
    },
  });
  const loaded = new Module(file) as Module & {
    readonly _compile: (code: string, filename: string) => void;
  };
  loaded.filename = file;
  loaded.paths = [];
  // Under a name of its own: coverage is that of the rule, not of its mutants.
  loaded._compile(outputText, `${file}.mutant`);
  return Object.values(loaded.exports as Readonly<Record<string, unknown>>).find(
    (value): value is Rule =>
      typeof value === "object" && value !== null && "id" in value && value.id === id,
  );
}
