<?php
/**
 * A stub of the WordPress functions that the plugin calls, and a site of one post, for PHP's own server:
 * `/` the post, `/settings` the settings page, `/options.php` what its form calls, `/save` the post's switch.
 * It keeps its database in the file that the environment variable NEWSGLOSS_DB names, the package in NEWSGLOSS_PKG.
 */

declare(strict_types=1);

const ABSPATH = __DIR__;

$hooks = [];
$queue = [];
$setting = [];
$database = json_decode((string) @file_get_contents(getenv('NEWSGLOSS_DB')), true) ?: ['options' => [], 'meta' => []];

function add_action(string $name, callable|string $call, int $priority = 10): void { global $hooks; $hooks[$name][] = $call; }
function add_filter(string $name, callable|string $call): void { add_action($name, $call); }
function run_hooks(string $name, mixed ...$given): mixed
{
    global $hooks;
    foreach ($hooks[$name] ?? [] as $call) {
        $result = $call(...$given);
        $given = [$result ?? $given[0] ?? null, ...array_slice($given, 1)];
    }
    return $given[0] ?? null;
}
function store(): void { global $database; file_put_contents(getenv('NEWSGLOSS_DB'), json_encode($database)); }
function get_option(string $name, mixed $default = false): mixed { global $database; return $database['options'][$name] ?? $default; }
function get_post_meta(int $id, string $key, bool $single): mixed { global $database; return $database['meta']["$id:$key"] ?? ''; }
function update_post_meta(int $id, string $key, string $value): void { global $database; $database['meta']["$id:$key"] = $value; store(); }
function delete_post_meta(int $id, string $key): void { global $database; unset($database['meta']["$id:$key"]); store(); }
function is_singular(string $type): bool { return true; }
function get_queried_object_id(): int { return 1; }
function current_user_can(string $what): bool { return ($_GET['as'] ?? '') !== 'visitor'; }
function plugins_url(string $path, string $file): string { return "/plugin/$path"; }
function sanitize_text_field(string $text): string { return trim(strip_tags($text)); }
function wp_enqueue_script(string $handle, string $src, array $needs, ?string $version, array $how): void { global $queue; $queue[$handle] = $src; }
function wp_print_inline_script_tag(string $text, array $attributes): void { echo '<script', as_attributes($attributes), ">$text</script>\n"; }
function register_setting(string $group, string $name, array $how): void { global $setting; $setting = $how; }
function add_settings_error(string $group, string $code, string $text): void { header("x-settings-error: $code"); }
function add_options_page(string ...$what): void { add_action('page', $what[4]); }
function add_meta_box(string $id, string $title, string $call, string $type, string $where): void { add_action('box', $call); }
function settings_fields(string $group): void {}
function submit_button(): void { echo '<button>Save</button>'; }
function wp_nonce_field(string $action, string $name): void { echo "<input type=\"hidden\" name=\"$name\" value=\"nonce-$action\">"; }
function wp_verify_nonce(string $nonce, string $action): bool { return $nonce === "nonce-$action"; }
function esc_attr(string $text): string { return htmlspecialchars($text, ENT_QUOTES); }
function esc_html(string $text): string { return htmlspecialchars($text, ENT_QUOTES); }
function __(string $text, string $domain): string { return $text; }
function esc_html__(string $text, string $domain): string { return esc_html($text); }
function esc_html_e(string $text, string $domain): void { echo esc_html($text); }
function number_format_i18n(float $number): string { return number_format($number); }
function as_attributes(array $attributes): string
{
    $one = static fn (string $name, mixed $value): string => $value === true ? " $name" : " $name=\"" . esc_attr((string) $value) . '"';
    return implode('', array_map($one, array_keys($attributes), $attributes));
}

require __DIR__ . '/../newsgloss.php';

$path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
if (str_starts_with($path, '/plugin/newsgloss/')) {
    $file = getenv('NEWSGLOSS_PKG') . '/' . basename($path);
    $types = ['js' => 'text/javascript', 'json' => 'application/json', 'wasm' => 'application/wasm'];
    header('content-type: ' . ($types[pathinfo($file, PATHINFO_EXTENSION)] ?? 'application/octet-stream'));
    is_file($file) ? readfile($file) : http_response_code(404);
    return;
}
run_hooks('admin_init');
run_hooks('admin_menu');
if ($path === '/options.php') {
    $database['options']['newsgloss'] = $setting['sanitize_callback']($_POST['newsgloss'] ?? null);
    store();
    echo json_encode($database['options']['newsgloss']);
    return;
}
if ($path === '/save') {
    run_hooks('save_post', 1);
    echo json_encode($database['meta']);
    return;
}
header("content-security-policy: default-src 'self'; script-src 'self' 'wasm-unsafe-eval'");
echo '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>A post</title></head><body>';
if ($path === '/settings') {
    run_hooks('page');
    run_hooks('add_meta_boxes');
    run_hooks('box', (object) ['ID' => 1]);
} else {
    echo '<article><p>“We will not wait,” said Ada Moreau. The Harbour Compact holds.</p></article>';
    run_hooks('wp_enqueue_scripts');
    run_hooks('wp_footer');
    foreach ($queue as $handle => $src) {
        echo '<script', as_attributes(run_hooks('wp_script_attributes', ['src' => $src, 'id' => "$handle-js"])), "></script>\n";
    }
}
echo '</body></html>';
