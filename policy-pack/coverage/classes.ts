import { typeName } from "../engine/type-names";
import { awsTypesAToD } from "./aws-types-a-d";
import { awsTypesEToQ } from "./aws-types-e-q";
import { awsTypesRToZ } from "./aws-types-r-z";

/** What a type of resource does that a policy could be about. */
export type TypeClass = "data" | "permissions" | "network" | "code";

/** Every class: what a type counts as that nobody has classified. */
export const allClasses: readonly TypeClass[] = ["data", "permissions", "network", "code"];

/** What a class does, for messages. */
export const classDeeds: Readonly<Record<TypeClass, string>> = {
  data: "holds data",
  permissions: "grants permission",
  network: "carries traffic",
  code: "runs code",
};

const letterOf = (each: TypeClass): string => each.charAt(0);

// Read on first use: most programs ask for a handful of types, and a pack starts for every preview.
let table: ReadonlyMap<string, readonly TypeClass[]> | undefined;

/** Every classified type with its classes; types that do none of it have no class. */
export function classifiedTypes(): ReadonlyMap<string, readonly TypeClass[]> {
  table ??= new Map(
    [awsTypesAToD, awsTypesEToQ, awsTypesRToZ].flatMap((text) =>
      text.trim().split("\n").flatMap(readLine),
    ),
  );
  return table;
}

/** What a type does; undefined when nobody has classified it. */
export function classesOf(type: string): readonly TypeClass[] | undefined {
  return classifiedTypes().get(type) ?? classifiedTypes().get(typeName(type));
}

function readLine(line: string): readonly (readonly [string, readonly TypeClass[]])[] {
  const [module = "", letters = "", ...names] = line.split(" ");
  const classes = allClasses.filter((each) => letters.includes(letterOf(each)));
  return names.map((name) => [tokenOf(module, name), classes] as const);
}

function tokenOf(module: string, name: string): string {
  return `aws:${module}/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;
}
