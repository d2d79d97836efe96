import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/**
 * What a recording of Java Flight Recorder is made of: work with inlined calls, deep stacks, allocations, contended locks, parks
 * and sleeps, under names in several scripts.
 *
 * <p>usage: java Recorded.java MILLISECONDS [TIMES]: how long it works, and with how many threads of each kind
 */
public class Recorded {
    private static final Object LOCK = new Object();
    private static volatile long sink;

    private static int square(int x) {
        return x * x + 7;
    }

    private static int mix(int x) {
        return square(x) ^ (x >>> 3);
    }

    static class Größe {
        long rechne(int rounds) {
            long sum = 0;
            for (int i = 0; i < rounds; i++) {
                sum += mix(i);
            }
            return sum;
        }
    }

    static class 数える {
        byte[][] 作る(int count) {
            byte[][] made = new byte[count][];
            for (int i = 0; i < count; i++) {
                made[i] = new byte[1000 + i % 4000];
            }
            return made;
        }
    }

    /** Deeper than the 64 frames that are recorded. */
    private static long deep(int depth) {
        return depth == 0 ? new Größe().rechne(2_000_000) : deep(depth - 1) + 1;
    }

    private static void lock() {
        synchronized (LOCK) {
            sleep(25);
        }
    }

    private static void sleep(int milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException ignored) {
            Thread.currentThread().interrupt();
        }
    }

    private static void repeat(long end, String name, CountDownLatch done, Runnable body) {
        Thread thread = new Thread(() -> {
            while (System.nanoTime() < end) {
                body.run();
            }
            done.countDown();
        }, name);
        thread.start();
    }

    public static void main(String[] arguments) throws Exception {
        long end = System.nanoTime() + Long.parseLong(arguments[0]) * 1_000_000L;
        int times = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1;
        CountDownLatch done = new CountDownLatch(7 * times);
        for (int number = 0; number < times; number++) {
            String mark = times > 1 ? "-" + number : "";
            repeat(end, "Rechner für Größen" + mark, done, () -> sink += new Größe().rechne(1_000_000));
            repeat(end, "deep" + mark, done, () -> sink += deep(100));
            repeat(end, "作り手 🧵" + mark, done, () -> sink += new 数える().作る(500).length);
            repeat(end, "locker a" + mark, done, Recorded::lock);
            repeat(end, "locker b" + mark, done, Recorded::lock);
            repeat(end, "parker" + mark, done, () -> LockSupport.parkNanos(30_000_000));
            repeat(end, "sleeper" + mark, done, () -> sleep(40));
        }
        done.await();
    }
}
