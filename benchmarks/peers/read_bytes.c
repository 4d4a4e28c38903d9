/* Reads the maps below a path into one buffer, and does nothing with them: what no linter can do without. */
#define _XOPEN_SOURCE 700
#include <fcntl.h>
#include <ftw.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char buffer[512 * 1024];
static long maps;
static long long total;

static int one(const char *path, const struct stat *status, int kind, struct FTW *place) {
  size_t length = strlen(path);
  (void)status;
  (void)place;
  if (kind != FTW_F || length < 4 || strcmp(path + length - 4, ".map") != 0) return 0;
  int file = open(path, O_RDONLY);
  ssize_t got;
  if (file < 0) return 1;
  while ((got = read(file, buffer, sizeof buffer)) > 0) total += got;
  close(file);
  maps++;
  return got < 0;
}

int main(int count, char **paths) {
  for (int i = 1; i < count; i++)
    if (nftw(paths[i], one, 64, FTW_PHYS)) return 1;
  printf("%ld maps, 0 refused, %lld bytes\n", maps, total);
  return 0;
}
