import { Component, computed, input } from "@angular/core";
import type { Book } from "./books";

@Component({
  selector: "shelf-statistics",
  template: `<p>{{ read() }} of {{ books().length }} read – {{ share() }} ✨</p>`,
})
export class Statistics {
  readonly books = input.required<readonly Book[]>();
  protected readonly read = computed(() => this.books().filter((book) => book.read).length);
  protected readonly share = computed(() => `${Math.round((100 * this.read()) / Math.max(1, this.books().length))} %`);
}
