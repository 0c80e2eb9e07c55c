const CHUNK = 65_536;

/** Writes a long output piece by piece, as fast as its reader takes it. */
export class OutputStream {
  readonly #stream: NodeJS.WritableStream;
  #chunk = '';

  constructor(stream: NodeJS.WritableStream) {
    this.#stream = stream;
  }

  write(text: string): void {
    this.#chunk += text;
  }

  get isFull(): boolean {
    return this.#chunk.length >= CHUNK;
  }

  /** Hands on what was written, and waits until the reader has room again; `then`: for what else. */
  async drained(then: () => Promise<void> | undefined = () => undefined): Promise<void> {
    const chunk = this.#chunk;
    this.#chunk = '';
    if (chunk !== '' && !this.#stream.write(chunk) && this.#stream.writable) await this.#room();
    await then();
  }

  #room(): Promise<void> {
    return new Promise((resolve) => {
      const events = ['drain', 'close', 'error'];
      const done = (): void => {
        for (const event of events) this.#stream.off(event, done);
        resolve();
      };
      for (const event of events) this.#stream.once(event, done);
    });
  }
}
