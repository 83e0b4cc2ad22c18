<?php
/**
 * Plugin Name: Newsgloss
 * Description: Shows readers who is named, who said what, and what the policy terms mean. Runs in the reader's browser; sends nothing anywhere.
 * Version: 0.1.0
 * Requires at least: 6.5
 * Requires PHP: 8.1
 * License: MIT OR Apache-2.0
 *
 * The tag on single posts, a settings page, a switch for each post, and a glossary that an editor uploads. The files of the
 * newsgloss package lie in this plugin's folder `newsgloss/`; nothing is loaded from elsewhere.
 */

declare(strict_types=1);

namespace Newsgloss;

defined('ABSPATH') || exit;

/** The option with all settings, and the post's own switch. */
const OPTION = 'newsgloss';
const POST_OFF = '_newsgloss_off';
const DEFAULTS = ['root' => 'article', 'kinds' => ['entities', 'quotations', 'terms'], 'profile' => 'full', 'glossary' => ''];
/** An uploaded glossary is no larger: the widget reads no more either. */
const GLOSSARY_BYTES = 1_000_000;

add_action('wp_enqueue_scripts', __NAMESPACE__ . '\\enqueue');
add_filter('wp_script_attributes', __NAMESPACE__ . '\\attributes');
add_action('admin_init', __NAMESPACE__ . '\\register');
add_action('admin_menu', __NAMESPACE__ . '\\menu');
add_action('add_meta_boxes', __NAMESPACE__ . '\\meta_box');
add_action('save_post', __NAMESPACE__ . '\\save_post');

/** The settings, complete and of the right types whatever the database holds. */
function settings(): array
{
    $stored = get_option(OPTION, []);
    return sanitize(is_array($stored) ? $stored : []);
}

/** Settings as they may be stored; what is unknown is left out, what is wrong is the default. */
function sanitize(array $given): array
{
    $root = is_string($given['root'] ?? null) ? trim(sanitize_text_field($given['root'])) : '';
    $kinds = array_values(array_intersect(DEFAULTS['kinds'], (array) ($given['kinds'] ?? DEFAULTS['kinds'])));
    return [
        'root' => $root !== '' ? $root : DEFAULTS['root'],
        'kinds' => $kinds ?: DEFAULTS['kinds'],
        'profile' => ($given['profile'] ?? '') === 'lite' ? 'lite' : 'full',
        'glossary' => is_string($given['glossary'] ?? null) ? checked_glossary($given['glossary']) ?? '' : '',
    ];
}

/** A glossary as JSON on one line; null where the text is none. The widget reads the entries themselves, and says which are bad. */
function checked_glossary(string $text): ?string
{
    if (trim($text) === '' || strlen($text) > GLOSSARY_BYTES) {
        return null;
    }
    $entries = json_decode($text, true, 16);
    if (!is_array($entries) || !(array_is_list($entries) || isset($entries['terms']) || isset($entries['remove']))) {
        return null;
    }
    // No character of it can end the script element that it is printed into.
    return json_encode($entries, JSON_UNESCAPED_UNICODE | JSON_HEX_TAG | JSON_HEX_AMP) ?: null;
}

/** Whether this page is an article that wants to be annotated. */
function wanted(): bool
{
    return is_singular('post') && get_post_meta((int) get_queried_object_id(), POST_OFF, true) !== '1';
}

/** Puts the tag, and the glossary where there is one, on single posts. */
function enqueue(): void
{
    if (!wanted()) {
        return;
    }
    wp_enqueue_script('newsgloss', plugins_url('newsgloss/newsgloss.js', __FILE__), [], null, ['in_footer' => true]);
    $glossary = settings()['glossary'];
    if ($glossary !== '') {
        add_action('wp_footer', static function () use ($glossary): void {
            wp_print_inline_script_tag('{"glossary":' . $glossary . '}', ['type' => 'application/json', 'data-newsgloss-config' => true]);
        }, 1);
    }
}

/** Makes our tag a module and gives it its options. */
function attributes(array $attributes): array
{
    if (($attributes['id'] ?? '') !== 'newsgloss-js') {
        return $attributes;
    }
    $settings = settings();
    return [
        ...$attributes,
        'type' => 'module',
        'data-root' => $settings['root'],
        'data-kinds' => implode(' ', $settings['kinds']),
        'data-profile' => $settings['profile'],
    ];
}

function register(): void
{
    register_setting(OPTION, OPTION, ['type' => 'array', 'sanitize_callback' => __NAMESPACE__ . '\\sanitize_form', 'default' => DEFAULTS]);
}

/** What the settings page sends: an uploaded file takes the glossary's place, a box empties it, a bad file changes nothing. */
function sanitize_form(mixed $given): array
{
    $given = is_array($given) ? $given : [];
    $given['kinds'] ??= [];
    $given['glossary'] = empty($given['no_glossary']) ? settings()['glossary'] : '';
    $file = $_FILES['newsgloss_glossary'] ?? null;
    if (is_array($file) && ($file['error'] ?? UPLOAD_ERR_NO_FILE) === UPLOAD_ERR_OK && is_uploaded_file($file['tmp_name'])) {
        $new = checked_glossary((string) file_get_contents($file['tmp_name'], false, null, 0, GLOSSARY_BYTES + 1));
        if ($new === null) {
            add_settings_error(OPTION, 'glossary', __('The glossary is not JSON of entries, or is too large; the old one stays.', 'newsgloss'));
        }
        $given['glossary'] = $new ?? $given['glossary'];
    }
    return sanitize($given);
}

function menu(): void
{
    add_options_page('Newsgloss', 'Newsgloss', 'manage_options', OPTION, __NAMESPACE__ . '\\page');
}

function page(): void
{
    if (!current_user_can('manage_options')) {
        return;
    }
    $settings = settings();
    require __DIR__ . '/settings.php';
}

function meta_box(): void
{
    add_meta_box('newsgloss', 'Newsgloss', __NAMESPACE__ . '\\post_switch', 'post', 'side');
}

function post_switch(object $post): void
{
    wp_nonce_field('newsgloss_post', 'newsgloss_nonce');
    $off = get_post_meta((int) $post->ID, POST_OFF, true) === '1' ? ' checked' : '';
    echo '<label><input type="checkbox" name="newsgloss_off" value="1"' . $off . '> ', esc_html__('Do not annotate this post', 'newsgloss'), '</label>';
}

/** Stores the post's switch, only from our own form and for who may edit the post. */
function save_post(int $id): void
{
    $nonce = is_string($_POST['newsgloss_nonce'] ?? null) ? $_POST['newsgloss_nonce'] : '';
    if (!wp_verify_nonce($nonce, 'newsgloss_post') || !current_user_can('edit_post', $id)) {
        return;
    }
    if (!empty($_POST['newsgloss_off'])) {
        update_post_meta($id, POST_OFF, '1');
    } else {
        delete_post_meta($id, POST_OFF);
    }
}
