import * as pulumi from "@pulumi/pulumi";
import type { Service } from "./settings";

/** What the estate's stack gives: outputs by name, and text inside them by path. */
export class Estate {
  /** Project of the estate, such as `agent-runtime`. */
  readonly project: string;
  /** Stack of the estate, such as `dev`. */
  readonly stack: string;
  readonly #reference: pulumi.StackReference;

  /** @param name Stack as `ORGANISATION/PROJECT/STACK`. */
  constructor(name: string) {
    const [, project = "", stack = ""] = name.split("/");
    this.project = project;
    this.stack = stack;
    this.#reference = new pulumi.StackReference("estate", { name });
  }

  /** An output, or a value inside it; a path that leads nowhere fails and names itself. */
  value(...path: readonly [string, ...string[]]): pulumi.Output<unknown> {
    const [output, ...keys] = path;
    const whole: pulumi.Output<unknown> = this.#reference.getOutput(output);
    return whole.apply((value) => valueAt(value, { path, keys }));
  }

  /** Text at a path. */
  text(...path: readonly [string, ...string[]]): pulumi.Output<string> {
    return this.value(...path).apply((value) => {
      if (typeof value === "string" && value !== "") return value;
      throw missing(path);
    });
  }

  /** All texts of an object at a path, such as the subnets of a tier. */
  texts(...path: readonly [string, ...string[]]): pulumi.Output<string[]> {
    return this.value(...path).apply((value) => {
      const entries: readonly unknown[] =
        typeof value === "object" && value !== null ? Object.values(value) : [];
      const texts = entries.filter((entry) => typeof entry === "string");
      if (texts.length === 0) throw missing(path);
      return texts;
    });
  }

  /** Name of the log group that the estate declares for a service. */
  logGroupName(service: Service): string {
    return `/${this.project}/${this.stack}/${service}`;
  }

  /** Name of a service's image repository: the estate lets tasks pull from no other. */
  repositoryName(service: Service): string {
    return `${this.project}/${service}`;
  }
}

interface Lookup {
  readonly path: readonly string[];
  readonly keys: readonly string[];
}

/**
 * The value that keys lead to.
 * @throws pulumi.RunError when they lead nowhere.
 */
export function valueAt(value: unknown, { path, keys }: Lookup): unknown {
  let current = value;
  for (const key of keys) {
    const entries = typeof current === "object" && current !== null ? Object.entries(current) : [];
    const entry: readonly [string, unknown] | undefined = entries.find(([name]) => name === key);
    if (entry === undefined) throw missing(path);
    current = entry[1];
  }
  if (current === undefined) throw missing(path);
  return current;
}

const missing = (path: readonly string[]): pulumi.RunError =>
  new pulumi.RunError(
    `The estate has no output ${path.join(".")}: deploy the estate first, at the version this stack was written for.`,
  );
