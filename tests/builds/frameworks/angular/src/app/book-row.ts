import { ChangeDetectionStrategy, Component, input, output } from "@angular/core";
import type { Book } from "./books";

@Component({
  selector: "shelf-book-row",
  changeDetection: ChangeDetectionStrategy.OnPush,
  template: `
    <label [class.read]="book().read">
      <input type="checkbox" [checked]="book().read" (change)="toggled.emit(book().id)" />
      {{ book().title }} <small>({{ book().pages }} pages)</small>
    </label>
  `,
})
export class BookRow {
  readonly book = input.required<Book>();
  readonly toggled = output<number>();
}
