import { ChangeDetectionStrategy, Component, computed, inject, signal } from "@angular/core";
import { BookRow } from "./book-row";
import { pagesLeft } from "./books";
import { Library } from "./library";
import { Statistics } from "./statistics";

@Component({
  selector: "shelf-root",
  imports: [BookRow, Statistics],
  changeDetection: ChangeDetectionStrategy.OnPush,
  templateUrl: "./shelf.html",
  styleUrl: "./shelf.scss",
})
export class Shelf {
  private readonly library = inject(Library);
  protected readonly books = this.library.books;
  protected readonly words = signal("");
  protected readonly shown = computed(() => this.books().filter((book) => book.title.includes(this.words())));
  protected readonly left = computed(() => pagesLeft(this.books()));

  protected search(event: Event): void {
    this.words.set((event.target as HTMLInputElement).value);
  }

  protected toggle(id: number): void {
    this.library.toggle(id);
  }
}
