import { type ServiceRoles, serviceOfArn } from "../identity-arn";
import type { CallerIdentity, CallerIdentityReader } from "./caller-identity";
import { headerNames } from "./headers";
import { headerValues } from "./single-header";

const maxHeaderLength = 4096;
// Keys can hold a slash, for example X509SAN/DNS.
const field = /^([A-Za-z][A-Za-z0-9/]{0,63})=([\x20-\x7e]*)$/;

/**
 * The fields of an `x-amzn-lattice-identity` header; undefined when it is malformed. The VPC Lattice guide, "HTTP
 * targets", gives the form `key-0=value-0;…;key-n=value-n;`, in any order, with values that may be empty and keys
 * that may be new; a backslash stands before a semicolon that belongs to a value.
 */
export function parseLatticeIdentity(header: string): ReadonlyMap<string, string> | undefined {
  if (header.length > maxHeaderLength) return undefined;
  const fields = new Map<string, string>();
  for (const part of parts(header)) {
    const [, key, value] = field.exec(part) ?? [];
    if (key === undefined || value === undefined || fields.has(key)) return undefined;
    fields.set(key, value);
  }
  return fields.size === 0 ? undefined : fields;
}

function parts(header: string): readonly string[] {
  const split = header.split(/(?<!\\);/);
  if (split.at(-1)?.trim() === "") split.pop();
  return split.map((part) => part.trim().replaceAll("\\;", ";"));
}

/**
 * Reads the caller from the header that VPC Lattice sets. Lattice removes what clients send under its name, so the
 * header proves the caller only where nothing but Lattice can connect: the callee's security group sees to that.
 * @throws when one role acts for two services.
 */
export function createLatticeIdentityReader(roles: ServiceRoles): CallerIdentityReader {
  const serviceOf = serviceOfArn(roles);
  const unknown: CallerIdentity = { ok: false, reason: "identity-unknown" };

  function read(values: readonly string[]): CallerIdentity {
    const [value] = values;
    if (value === undefined) return { ok: false, reason: "identity-missing" };
    if (values.length > 1) return unknown;
    const fields = parseLatticeIdentity(value);
    // Lambda targets are told a type; the header may carry it too, and then it has to be this one.
    if ((fields?.get("Type") ?? "AWS_IAM") !== "AWS_IAM") return unknown;
    const service = serviceOf(fields?.get("Principal") ?? "");
    return service === undefined ? unknown : { ok: true, service };
  }

  return {
    identify: (headers) =>
      Promise.resolve(read(headerValues(headers, headerNames.latticeIdentity))),
  };
}
