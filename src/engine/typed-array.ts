/** Reads an array of numbers where the index is known to be in bounds: the default costs nothing, and says so to the compiler. */
export function at(array: Int32Array | Uint32Array | Float64Array | Uint8Array, index: number): number {
  return array[index] ?? 0;
}
