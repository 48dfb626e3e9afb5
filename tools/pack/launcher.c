/*
 * quaywatch of the packed archive: starts the bundled Node through the bundled loader, from wherever the
 * archive was unpacked. A static program without a C library, because the machine may have another one, and a
 * bare chroot has none, no shell and no /proc.
 *
 *   gcc -static -nostdlib -ffreestanding -fno-stack-protector -Os -o quaywatch launcher.c
 *
 * <folder>/quaywatch ARGS  →  <folder>/lib/ld-linux-x86-64.so.2 --library-path <folder>/lib
 *                             <folder>/bin/node <folder>/app/quaywatch ARGS
 */
#define MAX_PATH 4096
#define MAX_ARGUMENTS 65536
#define AT_EXECFN 31

static long call3(long number, long a, long b, long c) {
  long result;
  __asm__ volatile("syscall" : "=a"(result) : "a"(number), "D"(a), "S"(b), "d"(c) : "rcx", "r11", "memory");
  return result;
}

static long length(const char *text) {
  long n = 0;
  while (text[n]) n++;
  return n;
}

static void fail(const char *text) {
  call3(1, 2, (long)text, length(text)); /* write */
  call3(60, 4, 0, 0);                    /* exit: 4 is "internal error" */
}

static char folder[MAX_PATH];
static char loader[MAX_PATH + 64], library[MAX_PATH + 64], node[MAX_PATH + 64], script[MAX_PATH + 64];
static char *arguments[MAX_ARGUMENTS + 8];

static char *inside(char *to, const char *name) {
  long n = 0;
  for (; folder[n]; n++) to[n] = folder[n];
  for (long i = 0; name[i]; i++) to[n++] = name[i];
  to[n] = 0;
  return to;
}

/* /proc/self/exe follows links; without /proc the name given to execve has to do. */
static void find_folder(const char *given) {
  long n = call3(89, (long)"/proc/self/exe", (long)folder, MAX_PATH - 1); /* readlink */
  if (n <= 0) {
    n = length(given);
    if (n >= MAX_PATH) fail("quaywatch: the path of the program is too long\n");
    for (long i = 0; i < n; i++) folder[i] = given[i];
  }
  while (n > 0 && folder[n - 1] != '/') n--;
  if (n == 0) folder[n++] = '.', folder[n++] = '/';
  folder[n] = 0;
}

__attribute__((used)) static void start(long *stack) {
  long count = stack[0];
  char **given = (char **)(stack + 1);
  char **environment = given + count + 1;
  long *entry = (long *)environment;
  while (*entry) entry++;
  const char *program = count > 0 ? given[0] : "";
  for (entry++; entry[0]; entry += 2)
    if (entry[0] == AT_EXECFN) program = (const char *)entry[1];

  if (count > MAX_ARGUMENTS) fail("quaywatch: too many arguments; name a folder instead\n");
  find_folder(program);
  long n = 0;
  arguments[n++] = inside(loader, "lib/ld-linux-x86-64.so.2");
  arguments[n++] = "--library-path";
  arguments[n++] = inside(library, "lib");
  arguments[n++] = inside(node, "bin/node");
  arguments[n++] = inside(script, "app/quaywatch");
  for (long i = 1; i < count; i++) arguments[n++] = given[i];
  arguments[n] = 0;
  call3(59, (long)loader, (long)arguments, (long)environment); /* execve */
  fail("quaywatch: lib/ld-linux-x86-64.so.2 beside this program does not start; unpack the archive again\n");
}

__asm__(".global _start\n_start:\n  xor %ebp, %ebp\n  mov %rsp, %rdi\n  and $-16, %rsp\n  call start\n");
